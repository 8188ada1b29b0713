// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import Diagnostics
import Host
import KubernetesAPI
import Manifests
import RBAC
import Tools
import YAMLSyntax

/// Renders a chart in combinations of its switches, and judges each.
struct MatrixRun {
  let installation: ChartInstallation
  let values: ChartValues
  let dialect: DialectVersion
  let catalog: Catalog
  let context: NeedContext
  let table: APITable
  let defaults: DefaultObjects
  let world: World
  let choice: AccountChoice
  let acceptsAlternatives: Bool
  /// Which switches are tried; `nil` for those of actions, and those of reading where that does not
  /// take long.
  let chosen: MatrixSwitches?
  let outside: Outside

  /// What a run came to.
  struct Result {
    /// The switches of actions; `nil` where they were not tried.
    var actions: ChartMatrix?
    /// The switches of what the agent reads; `nil` where they were not tried, or the chart has
    /// none.
    var reads: ChartMatrix?
    var account: ManifestSet.ServiceAccountName?
    /// Switches that the chart turned out not to have.
    var leftOut: [String] = []
  }

  /// Switches that are tried together.
  struct Pass {
    var switches: [Switch]
    /// Whether they are those of what the agent reads.
    var isAboutReading: Bool
  }

  /// The account of the first combination that has RBAC objects, which all are judged for.
  enum JudgedAccount {
    case open
    case chosen(ManifestSet.ServiceAccountName?)

    var value: ManifestSet.ServiceAccountName? {
      if case .chosen(let account) = self { account } else { nil }
    }
  }

  func run() throws(Failure) -> Result {
    var account = choice.named.map { JudgedAccount.chosen($0) } ?? .open
    var result = Result()
    var renderings: ChartRenderings?
    if chosen?.triesActions ?? true {
      let (switches, leftOut) = present(dialect.actionSwitches(in: catalog))
      guard !switches.isEmpty else {
        throw .usage(
          "the chart has no switch that turns an action of the catalog on",
          remedy: "name the dialect of its values with --dialect NAME@VERSION, or give a catalog")
      }
      result.leftOut = leftOut
      let pass = Pass(switches: switches, isAboutReading: false)
      // The one with the most switches on comes first: it shows best whose account is the agent's.
      let all = SwitchSettings.combinations(of: switches.count).reversed().map(\.self)
      let judged = try judged(all, pass, as: &account, by: &renderings)
      if let first = judged.first, judged.allSatisfy({ !$0.isJudged }) {
        throw .unjudged(first.failure)
      }
      result.actions = matrix(of: judged, pass)
    }
    if chosen != .actions { result.reads = try reads(as: &account, by: &renderings) }
    guard result.actions != nil || result.reads != nil else {
      throw .usage("the chart has no switch of what the agent reads")
    }
    result.account = account.value
    return result
  }

  private func reads(
    as account: inout JudgedAccount, by renderings: inout ChartRenderings?
  ) throws(Failure) -> ChartMatrix? {
    let switches = dialect.readSwitches(in: catalog).filter(values.mayHave)
    guard !switches.isEmpty else { return nil }
    let pass = Pass(switches: switches, isAboutReading: true)
    let choice = MatrixReads(switches, in: dialect, catalog, context, all: chosen != nil)
    if !choice.triesEach {
      outside.remark(
        "the \(switches.count) read switches are tried all together alone; "
          + "--matrix-switches all tries each")
    }
    var judged = try judged(choice.settings.reversed(), pass, as: &account, by: &renderings)
    let more = choice.more(after: judged)
    if !more.isEmpty { judged += try self.judged(more, pass, as: &account, by: &renderings) }
    return matrix(of: judged, pass)
  }

  /// - Parameter shared: the chart made ready for helm, which one pass leaves to the next.
  private func judged(
    _ all: [SwitchSettings], _ pass: Pass, as account: inout JudgedAccount,
    by shared: inout ChartRenderings?
  ) throws(Failure) -> [JudgedCombination] {
    var renderings =
      if let shared, shared.isShared { shared } else {
        ChartRenderings(Helm(outside.tools), installation, count: all.count)
      }
    defer { shared = renderings }
    var warned: Set<String> = []
    var judged: [JudgedCombination] = []
    let batch = renderings.batch
    let what = pass.isAboutReading ? "settings of read switches" : "combinations"
    if all.count > batch / 2 {
      outside.messages.show(.progress(done: 0, of: all.count, what: what))
    }
    for start in stride(from: 0, to: all.count, by: batch) {
      let settings = Array(all[start..<min(start + batch, all.count)])
      let outcomes = renderings.render(
        settings.map { settings in
          zip(pass.switches, settings.isOn).map { HelmSetting(.set, "\($0.key)=\($1)") }
        })
      for case .success(let rendered) in outcomes {
        outside.show(helm: rendered.warnings.filter { warned.insert($0).inserted })
      }
      judged += try judge(Array(zip(settings, outcomes)), pass, as: &account)
      if all.count > batch / 2 {
        outside.messages.show(.progress(done: judged.count, of: all.count, what: what))
      }
    }
    if let obstacle = renderings.obstacle {
      outside.remark("every combination has a run of helm of its own: \(obstacle)")
    }
    return judged
  }

  private func matrix(of judged: [JudgedCombination], _ pass: Pass) -> ChartMatrix {
    let entries = pass.isAboutReading ? catalog.capabilities : catalog.actions
    let governed = Set(pass.switches.flatMap { $0.actions(in: dialect.writtenChart) })
    let needs = catalog.needs(of: entries.filter { governed.contains($0.id) }, in: context)
    return ChartMatrix(
      toggles: pass.switches.map { toggle in
        ChartMatrix.Toggle(
          key: toggle.key,
          actions: Set(toggle.actions(in: dialect.writtenChart)).intersection(entries.map(\.id)))
      },
      combinations: judged,
      needs: Dictionary(
        needs.map { ($0.action.id, AtomSet($0.atoms)) }, uniquingKeysWith: { first, _ in first }),
      sideRoutes: SideRoutes.routes(around: needs.map(\.action), in: catalog, context),
      judgesReading: pass.isAboutReading)
  }

  /// The switches that the chart has. One that its values do not have, and that changes nothing,
  /// it does not have: the catalog's dialect was made for another version.
  private func present(_ switches: [Switch]) -> (here: [Switch], not: [String]) {
    var here: [Switch] = []
    var not: [String] = []
    var renderings = ChartRenderings(Helm(outside.tools), installation, count: 2)
    for toggle in switches {
      if values.mayHave(toggle) {
        here.append(toggle)
        continue
      }
      let texts = renderings.render(
        ["true", "false"].map { [HelmSetting(.set, "\(toggle.key)=\($0)")] }
      ).map { try? $0.get().text.bytes }
      if let on = texts[0], on == texts[1] {
        not.append(toggle.key)
      } else {
        here.append(toggle)
      }
    }
    return (here, not)
  }
}
