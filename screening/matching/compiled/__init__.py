"""What the matcher computes for many names at once, compiled to machine code when first called.

Names stand here as columns of numbers and bytes (`columns`); `strings` measures two words,
`likeness` says how alike two parts are, `pairing` which part answers to which, `weighing` what two
names weigh, `finding` which names of an index are worth weighing. Each rule stands here once.
"""
