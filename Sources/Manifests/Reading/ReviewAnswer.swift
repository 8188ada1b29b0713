// SPDX-License-Identifier: Apache-2.0

package import YAMLSyntax

/// What a server answered to a SubjectAccessReview or SelfSubjectAccessReview.
///
/// Source: k8s.io/api, `SubjectAccessReviewStatus` in authorization/v1/types.go.
package struct ReviewAnswer: Hashable, Sendable {
  /// Whether the request is allowed; `nil` where the answer does not decide.
  package let isAllowed: Bool?
  /// Why it does not; `nil` where it does.
  package let doubt: String?

  /// Reads an answered review.
  ///
  /// `allowed: false` is a no only where every authorizer could be asked. One that failed
  /// (`evaluationError`), one that refused for all others (`denied`, which no RBAC rule lifts) and
  /// one that makes it hang on the object (`conditionSetChain`) leave open what RBAC says.
  package init(_ review: YAMLNode) {
    let status = review["status"]
    let error = status?["evaluationError"]?.string ?? ""
    let isConditional = status?["conditionSetChain"]?.elements.first != nil
    switch status?["allowed"]?.scalar {
    case .bool(true)?: (isAllowed, doubt) = (true, nil)
    case .bool(false)? where status?["denied"]?.scalar == .bool(true):
      (isAllowed, doubt) = (nil, "an authorizer denied it, whatever RBAC says")
    case .bool(false)? where isConditional:
      (isAllowed, doubt) = (nil, "it is allowed or not depending on the object")
    case .bool(false)? where !error.isEmpty: (isAllowed, doubt) = (nil, error)
    case .bool(false)?: (isAllowed, doubt) = (false, nil)
    default: (isAllowed, doubt) = (nil, "the answer has no status.allowed")
    }
  }
}
