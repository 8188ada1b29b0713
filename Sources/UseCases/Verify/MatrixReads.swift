// SPDX-License-Identifier: Apache-2.0

import Analysis
import Catalog
import RBAC

/// The settings of a chart's read switches that a matrix tries.
///
/// Reading of everything hides what the other switches do, so the switches that bring it are off
/// where those are looked at.
struct MatrixReads {
  /// Whether each switch brings reading of any resource.
  private let isWide: [Bool]
  /// Whether each switch is tried by itself, and not only all of them together.
  let triesEach: Bool

  /// More read switches than this are tried by themselves only when asked for.
  private static let mostByDefault = 100

  init(
    _ switches: [Switch], in dialect: DialectVersion, _ catalog: Catalog, _ context: NeedContext,
    all: Bool
  ) {
    isWide = switches.map { toggle in
      let ids = Set(toggle.actions(in: dialect.writtenChart))
      let own = catalog.capabilities.filter { ids.contains($0.id) }
      let atoms = catalog.needs(of: own, in: context).flatMap(\.atoms)
      return atoms.contains(where: \.namesAnyResource)
    }
    triesEach = all || switches.count <= Self.mostByDefault
  }

  private var base: SwitchSettings { SwitchSettings(isWide.map { !$0 }) }
  private var allOff: SwitchSettings { SwitchSettings(isWide.map { _ in false }) }

  /// All on, all off, and those that read everything off; from there each turned the other way.
  var settings: [SwitchSettings] {
    var found: Set<SwitchSettings> = [base, allOff, SwitchSettings(isWide.map { _ in true })]
    if triesEach { found.formUnion(isWide.indices.map { base.flipping($0) }) }
    return found.sorted()
  }

  /// What shows which switches what is wrong with all of them off depends on; nothing where nothing
  /// is, or where it is wrong with them on as well.
  func more(after judged: [JudgedCombination]) -> [SwitchSettings] {
    guard triesEach, let off = judged.first(where: { $0.settings == allOff }),
      let on = judged.first(where: { $0.settings == base }),
      off.rejections.count > on.rejections.count || (!off.isJudged && on.isJudged)
    else { return [] }
    let tried = Set(judged.map(\.settings))
    return isWide.indices.map { allOff.flipping($0) }.filter { !tried.contains($0) }.sorted()
  }
}
