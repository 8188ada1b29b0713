// SPDX-License-Identifier: Apache-2.0

internal import KubernetesAPI

extension Action {
  func write(to writer: inout PackWriter) {
    writer.text(id)
    writer.text(title)
    writer.text(summary)
    writer.flag(isCapability)
    writer.flag(isDefault)
    writer.span(versions)
    writer.text(accessLevel.rawValue)
    writer.texts(requires)
    writer.text(risk)
    writer.text(unbounded)
    writer.texts(evidence)
    writer.texts(spellings)
    writer.list(steps) { $1.write(to: &$0) }
    writer.list(ways) { $1.write(to: &$0) }
  }

  init(from reader: inout PackReader) {
    id = reader.text()
    title = reader.text()
    summary = reader.text()
    isCapability = reader.flag()
    isDefault = reader.flag()
    versions = reader.span(AgentVersion.init)
    accessLevel = reader.parsed(AccessLevel.init)
    requires = reader.texts()
    risk = reader.optionalText()
    unbounded = reader.optionalText()
    evidence = reader.texts()
    spellings = reader.texts()
    steps = reader.list { Step(from: &$0) }
    ways = reader.list { Way(from: &$0) }
  }
}

extension Step {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(why)
    writer.flag(isOptional)
    writer.span(kubernetes)
    writer.span(agent)
    writer.text(transport?.rawValue)
    request.write(to: &writer)
    writer.texts(evidence)
  }

  fileprivate init(from reader: inout PackReader) {
    why = reader.text()
    isOptional = reader.flag()
    kubernetes = reader.span(KubernetesVersion.init)
    agent = reader.span(AgentVersion.init)
    transport = reader.optionalParsed(Transport.init)
    request = RequestTemplate(from: &reader)
    evidence = reader.texts()
  }
}

extension Way {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(title)
    writer.text(why)
    writer.list(requests) { $1.write(to: &$0) }
    writer.flag(isFallback)
    writer.texts(evidence)
  }

  fileprivate init(from reader: inout PackReader) {
    title = reader.text()
    why = reader.text()
    requests = reader.list { RequestTemplate(from: &$0) }
    isFallback = reader.flag()
    evidence = reader.texts()
  }
}

extension RequestTemplate {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(verb)
    switch target {
    case .url(let path):
      writer.flag(false)
      writer.text(path)
    case .resource(let apiGroup, let resource, let scope, let name):
      writer.flag(true)
      writer.text(apiGroup)
      writer.text(resource)
      writer.text(scope.rawValue)
      name.write(to: &writer)
    }
  }

  fileprivate init(from reader: inout PackReader) {
    verb = reader.text()
    guard reader.flag() else {
      target = .url(reader.text())
      return
    }
    let apiGroup = reader.text()
    let resource = reader.text()
    let scope = reader.parsed(RequestScope.init)
    target = .resource(
      apiGroup: apiGroup, resource: resource, scope: scope, name: ObjectName(from: &reader))
  }
}

extension RequestTemplate.ObjectName {
  fileprivate func write(to writer: inout PackWriter) {
    switch self {
    case .none: writer.text("none")
    case .any: writer.text("any")
    case .literal(let name):
      writer.text("literal")
      writer.text(name)
    case .template(let name):
      writer.text("template")
      writer.text(name)
    }
  }

  fileprivate init(from reader: inout PackReader) {
    switch reader.text() {
    case "none": self = .none
    case "any": self = .any
    case "literal": self = .literal(reader.text())
    default: self = .template(reader.text())
    }
  }
}
