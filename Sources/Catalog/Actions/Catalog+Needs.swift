// SPDX-License-Identifier: Apache-2.0

package import RBAC

extension Catalog {
  /// What each of the actions needs there, in the order given.
  package func needs(of actions: [Action], in context: NeedContext) -> [ActionNeeds] {
    actions.map { action in
      let required = requirements(of: action)
      var needs = required.flatMap { self.needs(of: $0, optional: false, context) }
      let before = needs
      needs += self.needs(of: action, optional: false, context)
      return ActionNeeds(
        action: action, required: needs,
        optional: (required + [action]).flatMap { self.needs(of: $0, optional: true, context) },
        ways: action.ways.map { way in
          WayNeeds(
            way: way,
            atoms: before.flatMap(\.atoms) + way.requests.flatMap { $0.atoms(in: context) })
        })
    }
  }

  /// The rules of the actions' needs, in normal form.
  package func rules(for actions: [Action], in context: NeedContext) -> [ScopedRule] {
    needs(of: actions, in: context).atoms.normalForm()
  }

  private func needs(of action: Action, optional: Bool, _ context: NeedContext) -> [Need] {
    action.steps.filter { $0.isOptional == optional && $0.applies(in: context) }.map { step in
      Need(action: action.id, step: step, atoms: step.request.atoms(in: context))
    }
  }
}
