# SPDX-License-Identifier: Apache-2.0
#
# Of the output of `swift test`, leaves what is not about a test that starts, passes or is skipped
# (scripts/test-report names the skipped ones). Each of these may go on over several lines, since
# arguments of tests may hold line feeds.
/ Test run with / { print; next }
/^(◇|✔|➜) / { passing = 1; next }
/^(✘|━|↳|⚠) / || /[Ee]rror:|\*\*\*|[Ss]ignal|[Cc]rash/ { passing = 0 }
!passing { print; fflush() }
