// SPDX-License-Identifier: Apache-2.0

extension Judgement {
  /// What is odd about a verb that somebody asks about, which is mostly a slip; `nil` where servers
  /// ask for it, or nothing can be said.
  package func oddity(ofVerb verb: String) -> String? {
    switch self {
    case .unknownVerb(let word):
      "there is no verb '\(verb)'" + (word.map { "; did you mean '\($0)'?" } ?? "")
    case .customVerb: "no API server asks for the verb '\(verb)' by itself"
    case .unservedVerb(let served):
      "no API server has the verb '\(verb)' there, but \(served.joined(separator: ", "))"
    default:
      verb == "*" || VerbSet(verb: verb) != nil || AuthorizedOnly.isVirtual(verb: verb)
        || PathRequest.methods.contains(verb)
        ? nil : Judgement.customVerb.oddity(ofVerb: verb)
    }
  }
}
