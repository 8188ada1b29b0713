// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Host
import KubernetesAPI
import Linting
import Manifests
import Tools
import YAMLSyntax

/// Reads what a run lints, one text at a time; texts that can't be read again are kept.
struct LintLoader {
  let sources: ManifestSources
  let outside: Outside
  let versions: ClosedRange<KubernetesVersion>
  /// Whether workloads are noted, from which the agent's account is known.
  let notesWorkloads: Bool
  /// Whether files that are named may hold anything, as those in a folder may.
  let skipsUnrelated: Bool
  /// Whether every document is read in full.
  let isStrict: Bool
  private var texts: [SourceText] = []
  /// What must be read of standard input.
  private var standardInput: CutText?
  /// What kustomizations came to when they were last built.
  private let built = BuiltTexts()
  /// What helm made of the chart.
  private(set) var chartOutput: SourceText?
  private var pages: [YAMLNode] = []
  /// What the user may not read of a cluster.
  private(set) var unread: [UnreadList] = []

  init(
    _ sources: ManifestSources, versions: ClosedRange<KubernetesVersion>, notesWorkloads: Bool,
    skipsUnrelated: Bool, isStrict: Bool, _ outside: Outside
  ) throws(Failure) {
    self.isStrict = isStrict
    self.sources = sources
    self.outside = outside
    self.versions = versions
    self.notesWorkloads = notesWorkloads
    self.skipsUnrelated = skipsUnrelated
    guard sources.files.filter({ $0 == "-" }).count < 2 else {
      throw .usage("standard input (-) can be read only once")
    }
    if sources.files.contains("-") {
      var cutter = StreamCutter(name: Files.standardInputName, passingOver: emptyInput().filter)
      let failure = outside.standardInput {
        Self.append($0, to: &cutter, named: Files.standardInputName)
      }
      if let failure { throw .unreadable(failure) }
      standardInput = cutter.finish()
    }
    if let installation = sources.installation {
      let rendered = try ManifestLoader(outside).render(installation)
      chartOutput = rendered
      texts.append(rendered)
    }
    if let kubectl = sources.kubectl {
      let cluster = Cluster(kubectl)
      for path in Cluster.rbacPaths + ["/api/v1/serviceaccounts"] {
        let listing = try cluster.list(path)
        pages += listing.pages
        if let refusal = listing.refusal { unread.append(UnreadList(path: path, refusal)) }
      }
    }
  }

  /// The texts that can't be read a second time.
  var kept: [SourceText] {
    texts + (standardInput?.parts.map(\.text) ?? []) + built.texts
  }

  private func emptyInput() -> LintInput {
    LintInput(
      defaultNamespace: sources.namespace, versions: versions, notesWorkloads: notesWorkloads,
      isStrict: isStrict)
  }

  /// What is linted: several inputs where kustomizations are not for one cluster together.
  struct Inputs {
    var inputs: [LintInput]
    /// Why kustomizations could not be built.
    var failures: [Diagnostic]
    /// What was left out.
    var remarks: [String]
  }

  /// Everything; `changed` holds files that are not yet written.
  func inputs(changed: [String: [UInt8]] = [:]) throws(Failure) -> Inputs {
    var input = emptyInput()
    let plan = try ManifestPlan(
      sources.files, kustomizations: sources.kustomizations, skipsUnrelated: skipsUnrelated)
    for file in plan.files {
      do throws(HostError) {
        try read(file.path, file.intent, changed, into: &input)
      } catch {
        throw .unreadable(error)
      }
    }
    if let standardInput { input.read(standardInput, intent: .named) }
    for text in texts {
      if let installation = sources.installation, text.name == chartOutput?.name {
        input.read(rendered: text, into: installation.namespace)
      } else {
        input.read(text, intent: .named)
      }
    }
    for page in pages { input.read(clusterPage: page) }
    for list in unread where list.isRBAC { input.leaveOut(list.note) }

    let outcome = try build(plan.builds, changed)
    if outcome.builds.isEmpty, !outcome.failures.isEmpty, !holdsMore(plan) {
      throw .unjudged(outcome.failures)
    }
    let groups = BuildGroups(outcome.builds).groups
    return Inputs(
      inputs: groups.isEmpty ? [input] : groups.map { Self.adding($0, to: input) },
      failures: outcome.failures, remarks: plan.remarks)
  }

  /// Whether there is anything besides kustomizations.
  private func holdsMore(_ plan: ManifestPlan) -> Bool {
    !plan.files.isEmpty || !texts.isEmpty || sources.kubectl != nil
  }

  /// Builds kustomizations; those with files that are changed are built from copies.
  private func build(
    _ kustomizations: [KustomizationClosure], _ changed: [String: [UInt8]]
  ) throws(Failure) -> FolderBuilder.Outcome {
    let places = Set(changed.keys.map(Paths.absolute))
    var copies: [KustomizationCopy] = []
    var closures: [KustomizationClosure] = []
    for closure in kustomizations {
      if places.isDisjoint(with: closure.files.map(Paths.absolute)) {
        closures.append(closure)
      } else {
        let copy = try KustomizationCopy(
          of: KustomizationClosure(of: closure.folder, in: LocalFiles(changed: changed)))
        copies.append(copy)
        closures.append(copy.closure)
      }
    }
    // The copies go with their owners, and must be there until all is built.
    let outcome = try withExtendedLifetime(copies) { () throws(Failure) in
      try FolderBuilder(outside: outside).build(closures)
    }
    built.texts = outcome.builds.map(\.text)
    return outcome
  }

  private static func adding(_ builds: [BuiltFolder], to input: LintInput) -> LintInput {
    var input = input
    let objects = Dictionary(grouping: builds.objects, by: \.build.folder)
    for build in builds {
      input.read(
        built: (objects[build.folder] ?? []).map(\.object), from: build.sources)
    }
    return input
  }

  /// A finding in what the cluster holds, where no line helps anybody, with the object's name.
  func placed(_ finding: Finding) -> Finding {
    guard let file = finding.range?.file, pages.contains(where: { $0.range.file == file }),
      let object = finding.object
    else { return finding }
    var placed = finding
    let place = object.namespace.isEmpty ? "" : "\(object.namespace)/"
    placed.notes.insert(
      Diagnostic.Note("this is in \(object.kind) '\(place)\(object.name)' of the cluster"), at: 0)
    return placed
  }

  private func read(
    _ path: String, _ intent: ManifestReader.Intent, _ changed: [String: [UInt8]],
    into input: inout LintInput
  ) throws(HostError) {
    var cutter = StreamCutter(name: path, passingOver: input.filter)
    if let new = changed[path] {
      cutter.append(new)
    } else {
      let failure = Files.readBlocks(of: path, size: Self.blockSize) {
        Self.append($0, to: &cutter, named: path)
      }
      if let failure { throw failure }
    }
    input.read(
      cutter.finish(), intent: intent,
      isTemplate: intent == .met && Self.chart(ofTemplate: path) != nil)
  }

  /// Bytes of an input that are read at a time.
  private static let blockSize = 8 << 20

  /// Cuts a block of an input, of which only as much is kept as a text may have; answers why not.
  private static func append(
    _ block: [UInt8], to cutter: inout StreamCutter, named name: String
  ) -> HostError? {
    guard cutter.pending + block.count <= SourceText.limit else {
      return .tooLarge(path: name, limit: SourceText.limit)
    }
    cutter.append(block)
    return nil
  }

  /// The folder of the chart in whose templates a file is.
  static func chart(ofTemplate path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let place = parts.lastIndex(of: "templates") else { return nil }
    let joined = parts[..<place].joined(separator: "/")
    let folder = joined.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : joined
    return Files.kind(of: Paths.join(folder, "Chart.yaml")) == .file ? folder : nil
  }
}

extension LintLoader {
  /// What to say of files that only Helm can read: one sentence for each chart.
  static func remarks(on templates: [String]) -> [String] {
    let charts = Dictionary(grouping: templates) { chart(ofTemplate: $0) ?? "." }
    return charts.sorted(by: { $0.key < $1.key }).map { chart, files in
      let what = files.count == 1 ? "1 template" : "\(files.count) templates"
      let folder = ShellText.word(chart)
      return "\(what) of the chart \(folder) \(files.count == 1 ? "was" : "were") left out: "
        + "lint it with --chart \(folder)"
    }
  }
}

/// Texts that reading again may replace.
private final class BuiltTexts {
  var texts: [SourceText] = []
}
