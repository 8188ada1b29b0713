// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAMLSyntax

/// What a reader made of a text, to be compared with what another made of it.
struct ReadText: Hashable {
  var documents: [ReadNode]
  var repeatedKeys: [Diagnostic]
  var failure: Diagnostic?

  init(_ stream: YAMLStream) {
    documents = stream.documents.map(ReadNode.init)
    repeatedKeys = stream.documents.flatMap { $0.repeatedKeys() }
    failure = stream.failure
  }

  init(_ text: String, isStrict: Bool) {
    self.init(YAMLStream.read(SourceText(name: "t", text: text), isStrict: isStrict))
  }
}
