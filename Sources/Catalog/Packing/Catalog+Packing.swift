// SPDX-License-Identifier: Apache-2.0

extension Catalog {
  /// The catalog as fields that are read in a fraction of the time that its text takes, without the
  /// places of its entries: its dialects, and the rest. `nil` where a text in it has a tab or a
  /// line break.
  package var packed: (dialects: String, rest: String)? {
    var dialectWriter = PackWriter()
    dialectWriter.lines(dialects) { $1.write(to: &$0) }
    var writer = PackWriter()
    agent.write(to: &writer)
    writer.text(version)
    writer.lines(actions) { $1.write(to: &$0) }
    writer.lines(capabilities) { $1.write(to: &$0) }
    writer.lines(sets) { $1.write(to: &$0) }
    writer.lines(kinds) { $1.write(to: &$0) }
    writer.lines(declaredResources) { $1.write(to: &$0) }
    names.write(to: &writer)
    writer.texts(templates.keys.sorted())
    writer.breakLine()
    guard !writer.isBroken, !dialectWriter.isBroken else { return nil }
    return (dialectWriter.fields, writer.fields)
  }

  /// Unpacked on first use.
  static let builtInDialects: [Dialect] = {
    var reader = PackReader(BuiltInCatalog.packedDialects)
    return reader.list { Dialect(from: &$0) }
  }()

  /// The built-in catalog.
  ///
  /// - Parameter template: the action over any resource whose verb that is.
  init(packed fields: StaticString, template: (String) -> ActionTemplate) {
    var reader = PackReader(fields)
    let agent = Agent(from: &reader)
    let version = reader.text()
    let actions = reader.list { Action(from: &$0) }
    let capabilities = reader.list { Action(from: &$0) }
    let sets = reader.list { ActionSet(from: &$0) }
    let kinds = reader.list { ResourceKind(from: &$0) }
    let declared = reader.list { DeclaredResource(from: &$0) }
    let names = NameIndex(from: &reader)
    let verbs = reader.texts()
    precondition(reader.isAtEnd, "the built-in catalog has more than is read of it")
    self.init(
      agent: agent, version: version, actions: actions, capabilities: capabilities, sets: sets,
      dialects: nil, kinds: kinds, declaredResources: declared, names: names,
      templates: Dictionary(uniqueKeysWithValues: verbs.map { ($0, template($0)) }))
  }
}

extension Agent {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(name)
    writer.text(title)
    writer.text(newest.description)
    writer.text(namespace)
    writer.text(serviceAccount)
    writer.text(documentation)
    writer.list(images) {
      $0.text($1.from?.description)
      $0.text($1.repository)
      $0.texts($1.command)
    }
  }

  fileprivate init(from reader: inout PackReader) {
    name = reader.text()
    title = reader.text()
    newest = reader.parsed(AgentVersion.init)
    namespace = reader.optionalText()
    serviceAccount = reader.optionalText()
    documentation = reader.optionalText()
    images = reader.list {
      let from = $0.optionalParsed(AgentVersion.init)
      let repository = $0.text()
      return Image(from: from, repository: repository, command: $0.texts())
    }
  }
}

extension ActionSet {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(name)
    writer.text(title)
    writer.texts(actions)
    writer.texts(evidence)
  }

  fileprivate init(from reader: inout PackReader) {
    name = reader.text()
    title = reader.text()
    actions = reader.texts()
    evidence = reader.texts()
  }
}

extension ResourceKind {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(name)
    writer.text(apiGroup)
    writer.text(resource)
    writer.text(scope.rawValue)
    writer.texts(shortNames)
  }

  fileprivate init(from reader: inout PackReader) {
    name = reader.text()
    apiGroup = reader.text()
    resource = reader.text()
    scope = reader.parsed(RequestTemplate.RequestScope.init)
    shortNames = reader.texts()
  }
}

extension DeclaredResource {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(apiGroup)
    writer.text(resource)
    writer.flag(isNamespaced)
    writer.text(version)
    writer.optional(verbs) { $0.texts($1) }
  }

  fileprivate init(from reader: inout PackReader) {
    apiGroup = reader.text()
    resource = reader.text()
    isNamespaced = reader.flag()
    version = reader.optionalText()
    verbs = reader.optional { $0.texts() }
  }
}

extension NameIndex {
  fileprivate func write(to writer: inout PackWriter) {
    writer.texts(actions)
    writer.texts(sets)
    writer.texts(verbs)
    writer.texts(kinds)
  }

  fileprivate init(from reader: inout PackReader) {
    actions = reader.pairs()
    sets = reader.pairs()
    verbs = reader.pairs()
    kinds = reader.pairs()
  }
}
