// SPDX-License-Identifier: Apache-2.0

internal import Diagnostics

/// What libyaml says of a text it cannot read, in plain words.
struct SyntaxProblem {
  /// libyaml's own words for the problem.
  var problem: String
  /// The byte at which libyaml noticed.
  var place: Int
  /// libyaml's own words for what it was reading.
  var context: String?
  /// The byte at which that started.
  var contextPlace: Int?

  var failure: ReadingFailure {
    if problem == "found unexpected end of stream"
      || problem == "found unexpected document indicator",
      context == "while scanning a quoted scalar", let contextPlace
    {
      return ReadingFailure(
        "yaml-syntax", "the quote that opens here is never closed",
        at: contextPlace..<contextPlace + 1, remedy: "close it")
    }
    let (words, remedy) = Self.words(problem)
    return ReadingFailure(
      "yaml-syntax", words, at: place..<place, notes: notes, remedy: remedy)
  }

  private var notes: [(message: String, bytes: Range<Int>?)] {
    guard let context, let contextPlace, let words = Self.contextWords(context) else { return [] }
    return [(words, contextPlace..<contextPlace)]
  }

  /// What is wrong, and what to do about it.
  private static func words(_ problem: String) -> (String, remedy: String?) {
    switch problem {
    case "mapping values are not allowed in this context":
      (
        "a `:` does not fit here",
        "indent the line like its neighbours, or quote a text that holds `: `"
      )
    case "block sequence entries are not allowed in this context":
      ("a `- ` does not fit here", "start the list on a line of its own, under its key")
    case "mapping keys are not allowed in this context": ("a `? ` does not fit here", nil)
    case "found character that cannot start any token":
      (
        "no value can start with this character",
        "indent with spaces, not tabs; quote a text that starts with @, ` or %"
      )
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected",
      "found a tab character where an intendation space is expected":
      ("a tab stands where the indentation should be", "indent with spaces")
    case "could not find expected ':'":
      (
        "a key has no `:` after it",
        "write `key: value`, and check the lines above for a lost quote"
      )
    case "did not find expected key":
      ("a key should stand here", "indent the line like its neighbours, and close quotes above")
    case "did not find expected '-' indicator":
      ("a `-` should stand here", "indent the line like its neighbours")
    case "did not find expected ',' or ']'":
      ("a `,` or `]` should stand here", "close the bracket")
    case "did not find expected ',' or '}'":
      ("a `,` or `}` should stand here", "close the brace")
    case "did not find expected node content": ("a value should stand here", nil)
    case "did not find expected <document start>":
      ("the document is over, and something follows", "put `---` between documents")
    case "found unexpected ':'":
      (
        "a `:` stands before a bracket or a comma",
        "quote the text that ends with it, or write `key: value` with a blank"
      )
    case "did not find expected whitespace or line break":
      ("a blank should stand here", "put one after the tag")
    case "found undefined tag handle": ("the tag's handle is not declared", "remove the tag")
    case "found unknown escape character":
      ("there is no such escape in double quotes", "write `\\\\` for a backslash")
    case "found unexpected end of stream": ("the text ends too early", nil)
    case "found unexpected document indicator": ("a document ends too early", nil)
    case "found incompatible YAML document": ("it is written for another version of YAML", nil)
    default: (problem, nil)
    }
  }

  /// What was being read, for the place where it started.
  private static func contextWords(_ context: String) -> String? {
    switch context {
    case "while parsing a block mapping": "the mapping starts here"
    case "while parsing a block collection": "the list starts here"
    case "while parsing a flow mapping": "the brace opens here"
    case "while parsing a flow sequence": "the bracket opens here"
    case "while scanning a simple key": "the key starts here"
    case "while scanning a double-quoted scalar", "while parsing a quoted scalar",
      "while scanning a quoted scalar":
      "the quote opens here"
    case "while scanning a block scalar": "the block of text starts here"
    case "while scanning a plain scalar": "the text starts here"
    case "while scanning an anchor": "the anchor starts here"
    case "while scanning an alias": "the alias starts here"
    default: nil
    }
  }

  /// Why a character that is UTF-8 cannot stand in YAML.
  static func characterWords(_ value: Int32) -> String {
    guard value >= 0 else { return "it is not UTF-8" }
    return "it holds the control character U+"
      + String(repeating: "0", count: max(0, 4 - String(value, radix: 16).count))
      + String(value, radix: 16, uppercase: true)
  }
}
