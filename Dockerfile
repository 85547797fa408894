# One image for `serve`, `worker` and `migrate`. Holds no compiler, no package tool and no test.
FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /opt/vetting
COPY pyproject.toml requirements.lock README.md ./
COPY .ci/runtime_lock.py .ci/runtime_lock.py
RUN python .ci/runtime_lock.py > runtime.lock \
    && /opt/vetting/bin/pip install --no-cache-dir --only-binary :all: --require-hashes --requirement runtime.lock
COPY screening screening
COPY app app
COPY migrations migrations
RUN /opt/vetting/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/vetting/bin/pip uninstall --yes setuptools pip

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/vetting --create-home vetting
COPY --from=build /opt/vetting /opt/vetting
ENV PATH=/opt/vetting/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VETTING_DATABASE_URL=sqlite:////var/lib/vetting/vetting.db \
    VETTING_STORE=/var/lib/vetting/store \
    VETTING_KEYS=/var/lib/vetting/keys
# By number: a platform that forbids root can tell without reading /etc/passwd.
USER 10001
WORKDIR /var/lib/vetting
# All that is written goes here; the rest of the image may be mounted read-only.
VOLUME /var/lib/vetting
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["vetting"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
