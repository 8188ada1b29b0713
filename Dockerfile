# SPDX-License-Identifier: Apache-2.0
#
# The image is the static binary that `make release` leaves in dist, and nothing else:
#
#   make release && docker build -t rolefit .
#   docker run --rm -v "$PWD:/work:ro" rolefit lint .
#
# CI servers that run scripts inside the image need a shell: --build-arg BASE=busybox:stable
ARG BASE=scratch
FROM ${BASE}
COPY dist/rolefit /usr/local/bin/rolefit
# No account of the host: nobody's, by number, since there is no /etc/passwd.
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/rolefit"]
