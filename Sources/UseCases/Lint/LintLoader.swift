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
  private var texts: [SourceText] = []
  /// What kustomizations came to when they were last built.
  private let built = BuiltTexts()
  /// What helm made of the chart.
  private(set) var chartOutput: SourceText?
  private var pages: [YAMLNode] = []
  /// What the user may not read of a cluster.
  private(set) var unread: [UnreadList] = []

  init(
    _ sources: ManifestSources, versions: ClosedRange<KubernetesVersion>, notesWorkloads: Bool,
    skipsUnrelated: Bool, _ outside: Outside
  ) throws(Failure) {
    self.sources = sources
    self.outside = outside
    self.versions = versions
    self.notesWorkloads = notesWorkloads
    self.skipsUnrelated = skipsUnrelated
    guard sources.files.filter({ $0 == "-" }).count < 2 else {
      throw .usage("standard input (-) can be read only once")
    }
    if sources.files.contains("-") { texts.append(try outside.text("-")) }
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
  var kept: [SourceText] { texts + built.texts }

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
    var input = LintInput(
      defaultNamespace: sources.namespace, versions: versions,
      notesWorkloads: notesWorkloads)
    let plan = try ManifestPlan(
      sources.files, kustomizations: sources.kustomizations, skipsUnrelated: skipsUnrelated)
    for file in plan.files {
      do throws(HostError) {
        try read(file.path, file.intent, changed, into: &input)
      } catch {
        throw .unreadable(error)
      }
    }
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
    let bytes: [UInt8]
    if let new = changed[path] {
      bytes = new
    } else {
      bytes = try Files.read(path, limit: SourceText.limit)
    }
    input.read(
      SourceText(name: path, bytes: bytes), intent: intent,
      isTemplate: intent == .met && Self.chart(ofTemplate: path) != nil)
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
