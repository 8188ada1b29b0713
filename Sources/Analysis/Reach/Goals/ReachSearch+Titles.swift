// SPDX-License-Identifier: Apache-2.0

import RBAC

extension ReachSearch {
  /// `the service account 'shop:deployer'`, `the user 'jane' in the groups 'a', 'b'`.
  static func title(of user: User) -> String {
    if let account = user.serviceAccount {
      return "the service account '\(account.namespace):\(account.name)'"
    }
    let groups = user.groups.filter { $0 != User.authenticated }
    return "the user '\(user.name)'"
      + (groups.isEmpty
        ? "" : " in the groups \(groups.map { "'\($0)'" }.joined(separator: ", "))")
  }

  static func title(of part: Part) -> String {
    let place = part.scope.place.map { " \($0)" } ?? ""
    return switch part.kind {
    case .tokenSecretWritten: "Secrets that the token controller fills\(place)"
    case .secretRead: "what Secrets hold\(place)"
    case .accountMade: "service accounts that are not there yet\(place)"
    case .tokenOfName: "tokens of service accounts, once they are there\(place)"
    case .certificateRequested: "a request for a client certificate"
    case .certificateApproved: "the approval of client certificates"
    case .nodeCertificateApproved: "the approval of certificates of nodes"
    case .podWritten: "Pods\(place)"
    case .hostVolumeWritten: "PersistentVolumes of a node's folders"
    case .podSecurityLifted: "namespaces without Pod Security"
    case .policyMade: "MutatingAdmissionPolicies"
    case .policyBound: "MutatingAdmissionPolicyBindings"
    }
  }

  static func title(of writing: RoleWriting) -> String {
    let place = writing.scope.place.map { " \($0)" } ?? ""
    return "\(writing.kind.rawValue)s\(place) with "
      + (writing.isUnlimited ? "any rules" : "the rules that it covers")
  }
}
