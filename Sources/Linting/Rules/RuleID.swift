// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// How a rule's type gives it its id.
package enum RuleID {
  private static let known = Mutex<[ObjectIdentifier: String]>([:])

  /// The id of a type, made once. To describe a type as a value would search all conformances.
  static func of(_ type: Any.Type) -> String {
    known.withLock { known in
      if let id = known[ObjectIdentifier(type)] { return id }
      let id = kebabCase(_typeName(type, qualified: false))
      known[ObjectIdentifier(type)] = id
      return id
    }
  }

  /// `wrong-api-group` for `WrongAPIGroup`: a capital starts a word unless it goes on with an
  /// acronym.
  package static func kebabCase(_ name: String) -> String {
    let letters = Array(name)
    var id = ""
    for (index, letter) in letters.enumerated() {
      if letter.isUppercase, index > 0 {
        let followsSmall = !letters[index - 1].isUppercase
        let precedesSmall = index + 1 < letters.count && letters[index + 1].isLowercase
        if followsSmall || precedesSmall { id += "-" }
      }
      id += letter.lowercased()
    }
    return id
  }
}
