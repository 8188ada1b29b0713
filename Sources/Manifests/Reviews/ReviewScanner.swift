// SPDX-License-Identifier: Apache-2.0

package import RBAC

/// Reads a SubjectAccessReview, or its `spec` alone, straight from a line of JSON, without a tree
/// and without strings.
///
/// It takes the shapes that programs write: the known keys, each once, with text in ASCII and
/// without escapes. At anything else it gives up, and whoever asked reads the line as a tree; what
/// it takes, it reads as that way does.
package struct ReviewScanner {
  private var line: JSONLineScanner

  /// Reads a line's words, which point into it; false where it gives up, and `review` then means
  /// nothing.
  package static func read(
    _ line: UnsafeBufferPointer<UInt8>, into review: inout ReviewWords
  ) -> Bool {
    review.clear()
    var scanner = ReviewScanner(line: JSONLineScanner(line))
    var members: Members = []
    return scanner.readReview(&review, &members) && members.haveOneRequest
      && scanner.line.isAtEnd() && (!review.user.isEmpty || !review.groups.isEmpty)
  }

  /// The members that were met: each may be there once.
  private struct Members: OptionSet {
    var rawValue: UInt8
    static let user = Members(rawValue: 1)
    static let groups = Members(rawValue: 2)
    static let resource = Members(rawValue: 4)
    static let nonResource = Members(rawValue: 8)
    static let spec = Members(rawValue: 16)

    @inline(__always)
    mutating func meet(_ member: Members) -> Bool { insert(member).inserted }

    var haveOneRequest: Bool { contains(.resource) != contains(.nonResource) }
  }

  /// Reads the object around a spec, or a spec alone.
  private mutating func readReview(_ review: inout ReviewWords, _ members: inout Members) -> Bool {
    guard line.take("{") else { return false }
    repeat {
      if line.takeKey("\"spec\":") {
        // What stands beside a spec does not count.
        guard members.isEmpty, readSpec(&review, &members), members.meet(.spec) else {
          return false
        }
      } else if line.takeKey("\"apiVersion\":") || line.takeKey("\"kind\":") {
        guard line.skipString() else { return false }
      } else if line.takeKey("\"metadata\":") {
        guard line.takeWord("{}") || line.takeWord("{\"creationTimestamp\":null}") else {
          return false
        }
      } else if line.takeKey("\"status\":") {
        guard line.takeWord("{}") || line.takeWord("{\"allowed\":false}") else { return false }
      } else {
        guard !members.contains(.spec), readMember(&review, &members) else { return false }
      }
    } while line.take(",")
    return line.take("}")
  }

  private mutating func readSpec(_ review: inout ReviewWords, _ members: inout Members) -> Bool {
    guard line.take("{") else { return false }
    repeat {
      guard readMember(&review, &members) else { return false }
    } while line.take(",")
    return line.take("}")
  }

  @inline(__always)
  private mutating func readMember(_ review: inout ReviewWords, _ members: inout Members) -> Bool {
    if line.takeKey("\"user\":") {
      return members.meet(.user) && line.readString(&review.user)
    }
    if line.takeKey("\"groups\":") {
      return members.meet(.groups) && readGroups(&review.groups)
    }
    if line.takeKey("\"resourceAttributes\":") {
      review.request = RequestWords(isResource: true)
      return members.meet(.resource) && readResourceAttributes(&review.request)
    }
    if line.takeKey("\"nonResourceAttributes\":") {
      review.request = RequestWords(isResource: false)
      return members.meet(.nonResource) && readNonResourceAttributes(&review.request)
    }
    return line.takeKey("\"uid\":") && line.skipString()
  }

  private mutating func readGroups(_ groups: inout [RequestWords.Word]) -> Bool {
    guard line.take("[") else { return false }
    if line.take("]") { return true }
    repeat {
      var group = RequestWords.none
      guard line.readString(&group) else { return false }
      groups.append(group)
    } while line.take(",")
    return line.take("]")
  }

  /// The attributes that were met: each may be there once. Those that are not asked for count
  /// nothing, however often they are there.
  private struct Attributes: OptionSet {
    var rawValue: UInt8
    static let verb = Attributes(rawValue: 1)
    static let group = Attributes(rawValue: 2)
    static let resource = Attributes(rawValue: 4)
    static let subresource = Attributes(rawValue: 8)
    static let namespace = Attributes(rawValue: 16)
    static let name = Attributes(rawValue: 32)
    static let path = Attributes(rawValue: 64)
  }

  private mutating func readResourceAttributes(_ request: inout RequestWords) -> Bool {
    guard line.take("{") else { return false }
    var met: Attributes = []
    repeat {
      let attribute: Attributes
      let isRead: Bool
      if line.takeKey("\"verb\":") {
        attribute = .verb
        isRead = line.readString(&request.verb)
      } else if line.takeKey("\"group\":") {
        attribute = .group
        isRead = line.readString(&request.apiGroup)
      } else if line.takeKey("\"resource\":") {
        attribute = .resource
        isRead = line.readString(&request.resource)
      } else if line.takeKey("\"namespace\":") {
        attribute = .namespace
        isRead = line.readString(&request.namespace)
      } else if line.takeKey("\"name\":") {
        attribute = .name
        isRead = line.readString(&request.name)
      } else if line.takeKey("\"subresource\":") {
        attribute = .subresource
        isRead = line.readString(&request.subresource)
      } else {
        attribute = []
        isRead = line.takeKey("\"version\":") && line.skipString()
      }
      guard isRead, met.isDisjoint(with: attribute) else { return false }
      met.formUnion(attribute)
    } while line.take(",")
    return line.take("}")
  }

  private mutating func readNonResourceAttributes(_ request: inout RequestWords) -> Bool {
    guard line.take("{") else { return false }
    var met: Attributes = []
    repeat {
      let attribute: Attributes
      let isRead: Bool
      if line.takeKey("\"path\":") {
        attribute = .path
        isRead = line.readString(&request.path)
      } else {
        attribute = .verb
        isRead = line.takeKey("\"verb\":") && line.readString(&request.verb)
      }
      guard isRead, met.insert(attribute).inserted else { return false }
    } while line.take(",")
    return line.take("}")
  }
}
