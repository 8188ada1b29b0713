// SPDX-License-Identifier: Apache-2.0

/// A request's words where they stand in a text, so that a policy can be asked without making
/// strings of them. They are valid as long as that text is.
package struct RequestWords {
  package typealias Word = UnsafeBufferPointer<UInt8>

  /// An empty word.
  package static var none: Word { Word(start: nil, count: 0) }

  package var isResource: Bool
  package var verb = none
  package var apiGroup = none
  package var resource = none
  package var subresource = none
  package var namespace = none
  package var name = none
  /// For a request on a path.
  package var path = none

  package init(isResource: Bool) { self.isResource = isResource }

  /// The same in strings.
  fileprivate var request: Request {
    guard isResource else {
      return .nonResource(
        NonResourceRequest(verb: String(word: verb), path: String(word: path)))
    }
    return .resource(
      ResourceRequest(
        verb: String(word: verb), apiGroup: String(word: apiGroup),
        resource: String(word: resource), subresource: String(word: subresource),
        namespace: String(word: namespace), name: String(word: name)))
  }
}

/// Who asks, and for what, as in a SubjectAccessReview.
package struct ReviewWords {
  package var user = RequestWords.none
  package var groups: [RequestWords.Word] = []
  package var request = RequestWords(isResource: true)

  package init() {}

  /// Forgets all words and keeps the memory.
  package mutating func clear() {
    user = RequestWords.none
    groups.removeAll(keepingCapacity: true)
  }

  /// The same in strings.
  package var strings: (user: User, request: Request) {
    (User(name: String(word: user), groups: groups.map { String(word: $0) }), request.request)
  }
}

extension Request {
  /// Calls `body` with the words of this request.
  @inline(__always)
  func withWords<Result>(_ body: (RequestWords) -> Result) -> Result {
    switch self {
    case .resource(let request):
      var words = RequestWords(isResource: true)
      return request.verb.withBytes {
        words.verb = $0
        return request.apiGroup.withBytes {
          words.apiGroup = $0
          return request.resource.withBytes {
            words.resource = $0
            return request.subresource.withBytes {
              words.subresource = $0
              return request.namespace.withBytes {
                words.namespace = $0
                return request.name.withBytes {
                  words.name = $0
                  return body(words)
                }
              }
            }
          }
        }
      }
    case .nonResource(let request):
      var words = RequestWords(isResource: false)
      return request.verb.withBytes {
        words.verb = $0
        return request.path.withBytes {
          words.path = $0
          return body(words)
        }
      }
    }
  }
}

extension String {
  fileprivate init(word: RequestWords.Word) { self.init(decoding: word, as: UTF8.self) }
}
