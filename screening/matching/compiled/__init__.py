"""What the matcher computes for many names at once, compiled to machine code when first called.

Names stand here as records of numbers and bytes (`columns`). `strings` measures two words,
`likeness` says how alike two parts are, `pairing` which part answers to which (with `joining` for
what is glued or cut off), `weighing` what two names weigh, `nearness` and `finding` which names of
an index are worth weighing. Each rule stands here once.
"""
