# SPDX-License-Identifier: Apache-2.0
#
# The image is the static binary that `make release` leaves in dist, and nothing else:
#
#   make release && docker build -t rolefit .
#   docker run --rm -v "$PWD:/work:ro" rolefit lint .
#
# CI servers that run scripts inside the image need a shell: --build-arg BASE=busybox:stable
#
# The target `tools` has kubectl, helm and a shell beside it, for charts, kustomizations and clusters:
#
#   docker build --target tools -t rolefit:tools .
#   docker run --rm -v "$PWD:/work:ro" rolefit:tools verify --chart ./chart --actions delete:pod
ARG BASE=scratch
ARG TOOLS=alpine/k8s:1.31.9

FROM ${TOOLS} AS programs

FROM busybox:stable AS tools
COPY --from=programs /usr/bin/kubectl /usr/bin/helm /usr/local/bin/
# What helm and kubectl trust.
COPY --from=programs /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY dist/rolefit /usr/local/bin/rolefit
# Where helm keeps what it fetches.
ENV HOME=/tmp
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/rolefit"]

# The last one is what is built where no target is named.
FROM ${BASE} AS rolefit
COPY dist/rolefit /usr/local/bin/rolefit
# No account of the host: nobody's, by number, since there is no /etc/passwd.
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/rolefit"]
