// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Host
import YAMLSyntax

/// Renders one chart with many settings, several in one run of helm where that gives the same.
package struct ChartRenderings {
  /// What came of one of the settings.
  package typealias Outcome = Result<Helm.Rendered, Failure>

  private let helm: Helm
  private let installation: ChartInstallation
  private var shared: SharedChart?
  /// Why each of the settings has a run of its own: what follows "because"; `nil` where they have
  /// not.
  package private(set) var obstacle: String?
  /// What helm says beside the manifests whatever the settings; `nil` before the first run.
  private var usualWarnings: Set<String>?

  /// How many runs of helm there are at a time.
  private static let width = 2
  /// How many of the chart one run takes: more save little, and leave a worker without work where
  /// helm refuses one of them.
  private static let mostCopies = 16
  /// Fewer settings than this are quicker by themselves.
  private static let leastShared = 8

  /// - Parameter count: how many settings there will be.
  package init(_ helm: Helm, _ installation: ChartInstallation, count: Int) {
    self.helm = helm
    self.installation = installation
    guard count >= Self.leastShared else { return }
    let runs = (count + Self.mostCopies - 1) / Self.mostCopies
    let even = (runs + Self.width - 1) / Self.width * Self.width
    do throws(SharedChart.Obstacle) {
      shared = try SharedChart(installation, copies: (count + even - 1) / even, by: helm)
    } catch {
      obstacle = error.reason
    }
  }

  /// Whether several settings have a run of helm together.
  package var isShared: Bool { shared != nil }

  /// How many settings are best rendered at a time.
  package var batch: Int {
    // Several runs for each worker: they take differently long where helm refuses some settings.
    shared.map { 6 * Self.width * $0.run.copies } ?? Self.width * Self.mostCopies / 2
  }

  /// What helm makes of the chart with each of the settings, in their order.
  package mutating func render(_ settings: [[HelmSetting]]) -> [Outcome] {
    guard let run = shared?.run, settings.count > 1 else { return separately(settings) }
    var chunks: [[[HelmSetting]]] = []
    for start in stride(from: 0, to: settings.count, by: run.copies) {
      chunks.append(Array(settings[start..<min(start + run.copies, settings.count)]))
    }
    // The first is rendered by itself as well, and must come out the same.
    let first: Outcome? = usualWarnings == nil ? separately([settings[0]])[0] : nil
    if case .success(let rendered)? = first { usualWarnings = Set(rendered.warnings) }
    let sharing = Sharing(renderings: self, run: run)
    let rendered = Parallel.map(chunks, width: Self.width) { sharing.outcomes(of: $0) }
    if let first, !isSame(first, rendered[0].first) {
      shared = nil
      obstacle = "it came out another way as a part of another chart"
      return separately(settings)
    }
    var outcomes = rendered.flatMap(\.self)
    if let first, case .success = first { outcomes[0] = first }
    return outcomes
  }

  /// Whether the shared rendering agrees with the single one, as far as there are both.
  private func isSame(_ single: Outcome, _ shared: Outcome?) -> Bool {
    guard case .success(let shared) = shared else { return true }
    guard case .success(let single) = single else { return false }
    return single.text.bytes == shared.text.bytes
  }

  private func separately(_ settings: [[HelmSetting]]) -> [Outcome] {
    let helm = helm
    let installation = installation
    return Parallel.map(settings, width: Self.width) { helm.outcome(of: installation, with: $0) }
  }

  /// Runs of helm that several settings share, as one worker makes them.
  private struct Sharing: Sendable {
    let helm: Helm
    let installation: ChartInstallation
    let usualWarnings: Set<String>?
    let run: SharedChart.Run

    init(renderings: ChartRenderings, run: SharedChart.Run) {
      helm = renderings.helm
      installation = renderings.installation
      usualWarnings = renderings.usualWarnings
      self.run = run
    }

    /// Where helm refuses one of the settings, or says something of one, the others still share
    /// their runs, and which it is, a run of its own shows.
    func outcomes(of settings: [[HelmSetting]]) -> [Outcome] {
      if let rendered = run.render(settings, by: helm),
        usualWarnings?.isSuperset(of: rendered.warnings) == true
      {
        return rendered.outputs.map { .success($0) }
      }
      guard settings.count >= ChartRenderings.leastShared else {
        return settings.map { helm.outcome(of: installation, with: $0) }
      }
      let middle = settings.count / 2
      return outcomes(of: Array(settings[..<middle])) + outcomes(of: Array(settings[middle...]))
    }
  }
}

extension Helm {
  /// What comes of one rendering.
  fileprivate func outcome(
    of installation: ChartInstallation, with settings: [HelmSetting]
  ) -> ChartRenderings.Outcome {
    do throws(Failure) {
      return .success(try render(installation, with: settings))
    } catch {
      return .failure(error)
    }
  }
}
