// SPDX-License-Identifier: Apache-2.0

extension Dialect {
  func write(to writer: inout PackWriter) {
    writer.text(name)
    writer.text(title)
    writer.text(newest.description)
    writer.texts(marks)
    writer.texts(always)
    writer.optional(config) { $1.write(to: &$0) }
    writer.list(agents) {
      $0.text($1.chart.description)
      $0.text($1.agent.description)
    }
    writer.lines(switches) { $1.write(to: &$0) }
    writer.texts(keys.sorted())
    writer.optional(installation) { $1.write(to: &$0) }
  }

  init(from reader: inout PackReader) {
    name = reader.text()
    title = reader.text()
    newest = reader.parsed(ChartVersion.init)
    marks = reader.texts()
    always = reader.texts()
    config = reader.optional { InstalledConfig(from: &$0) }
    agents = reader.list {
      let chart = $0.parsed(ChartVersion.init)
      return AgentRelease(chart: chart, agent: $0.parsed(AgentVersion.init))
    }
    switches = reader.list { Switch(from: &$0) }
    keys = Set(reader.texts())
    installation = reader.optional { Installation(from: &$0) }
  }
}

extension InstalledConfig {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(configMap)
    writer.text(key)
    writer.list(values) { $1.write(to: &$0) }
    writer.text(watchNamespace)
    writer.text(secret)
    writer.list(implied) { $1.write(to: &$0) }
  }

  fileprivate init(from reader: inout PackReader) {
    configMap = reader.text()
    key = reader.text()
    values = reader.list { Mapping(from: &$0) }
    watchNamespace = reader.optionalText()
    secret = reader.optionalText()
    implied = reader.list { Mapping(from: &$0) }
  }
}

extension InstalledConfig.Mapping {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(path)
    writer.text(value)
  }

  fileprivate init(from reader: inout PackReader) {
    path = reader.text()
    value = reader.text()
  }
}

extension Switch {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(key)
    writer.span(versions)
    writer.list(defaults) {
      $0.text($1.from?.description)
      $0.flag($1.value)
    }
    writer.list(effects) {
      $0.span($1.versions)
      $0.text($1.with)
      $0.text($1.unless)
      $0.texts($1.actions)
    }
    writer.optional(idle) { $0.span($1) }
    writer.text(why)
    writer.flag(parentMayBeBoolean)
  }

  fileprivate init(from reader: inout PackReader) {
    key = reader.text()
    versions = reader.span(ChartVersion.init)
    defaults = reader.list {
      let from = $0.optionalParsed(ChartVersion.init)
      return Default(from: from, value: $0.flag())
    }
    effects = reader.list {
      let versions = $0.span(ChartVersion.init)
      let with = $0.optionalText()
      let unless = $0.optionalText()
      return Effect(versions: versions, with: with, unless: unless, actions: $0.texts())
    }
    idle = reader.optional { $0.span(ChartVersion.init) }
    why = reader.optionalText()
    parentMayBeBoolean = reader.flag()
  }
}

extension Installation {
  fileprivate func write(to writer: inout PackWriter) {
    writer.text(repository)
    writer.text(url)
    writer.text(release)
    writer.texts(Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) }))
  }

  fileprivate init(from reader: inout PackReader) {
    repository = reader.text()
    url = reader.text()
    release = reader.text()
    values = [:]
    for (key, value) in reader.pairs() {
      guard let key = Value(rawValue: key) else { fatalError("the built-in catalog has '\(key)'") }
      values[key] = value
    }
  }
}
