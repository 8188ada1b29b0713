// SPDX-License-Identifier: Apache-2.0

import Analysis
import Diagnostics
import RBAC
import Tools

extension Cluster {
  /// What whoever runs kubectl may do, by SelfSubjectAccessReviews: a wildcard that is asked for is
  /// allowed only where a wildcard is granted, so a review also says whether an atom is held.
  ///
  /// What would be given is asked about only where nothing makes holding it unnecessary.
  func ownRights(_ questions: [OwnRight.Question]) throws(Failure) -> [OwnRight] {
    let first = try reviews(
      of: questions.flatMap { $0.requests + [$0.shortcut] }.distinct, by: nil)
    var answers = first.answers
    let rest = questions.filter { answers[$0.shortcut] != true }.flatMap(\.held).map(\.request)
    answers.merge(try reviews(of: rest.distinct, by: nil).answers) { first, _ in first }
    return questions.map { question in
      OwnRight(question, allows: { answers[$0] }, holds: { answers[$0.request] })
    }
  }
}
