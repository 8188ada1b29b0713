// SPDX-License-Identifier: Apache-2.0

package import Catalog
import Diagnostics
package import YAMLSyntax

/// The files of a chart that installs an agent with exactly the rules of its switched-on actions.
package struct ChartFolder {
  /// By path, sorted.
  package private(set) var files: [(path: String, text: String)]

  /// What the chart was made from, in words.
  package struct Origin {
    package var catalog: String
    package var agentVersion: String
    package var kubernetesVersion: String

    package init(catalog: String, agentVersion: String, kubernetesVersion: String) {
      self.catalog = catalog
      self.agentVersion = agentVersion
      self.kubernetesVersion = kubernetesVersion
    }
  }

  /// - Parameters:
  ///   - source: the catalog's text, which the chart carries with the chart's own values in it.
  ///   - base: the chart whose values are taken up.
  package init(
    of catalog: Catalog, source: SourceText, like base: DialectVersion?, version: ChartVersion,
    context: NeedContext, origin: Origin
  ) {
    let agent = catalog.agent
    let root = ChartDialect(of: catalog, like: base, version: version, keys: [], in: context).root
    let skeleton = ChartSkeleton(root: root, agent: agent, context.agentVersion)
    let chart = ChartDialect(
      of: catalog, like: base, version: version,
      keys: (skeleton.before + skeleton.after).map(\.key).filter { $0 != "global" }, in: context)
    let values = ChartValuesText(catalog: catalog, chart: chart, skeleton: skeleton)
    let words = ChartWords(catalog: catalog, chart: chart, context: context, origin: origin)
    self.files = Templates.chart.map { path, text in
      switch path {
      case "values.yaml": (path, values.yaml)
      case "values.schema.json": (path, values.schema)
      case "README.md":
        (path, TextTemplate.filled(text, with: words.inText.merging(values.words) { $1 }))
      case "templates/_rules.tpl":
        (path, TextTemplate.filled(text, with: words.inText.merging(words.rules) { $1 }))
      default:
        (path, TextTemplate.filled(text, with: path == "Chart.yaml" ? words.inYAML : words.inText))
      }
    }
    let carried = CarriedCatalog.text(of: source, with: chart.dialect)
    files.append((path: "files/rolefit.yaml", text: carried))
    files.sort { $0.path < $1.path }
  }
}
