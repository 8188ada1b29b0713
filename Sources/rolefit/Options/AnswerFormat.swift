// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// How an answer is written that is no report.
enum AnswerFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
