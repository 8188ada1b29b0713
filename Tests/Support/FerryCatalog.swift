// SPDX-License-Identifier: Apache-2.0

/// The catalog of a small agent: one action of each sort, and two charts.
package enum FerryCatalog {
  package static let text = """
    schemaVersion: 1
    version: 1.0.0
    agent:
      name: ferry
      newest: 3.0.0
      images:
      - {repository: registry.example/tools/ferry}
      - {from: 2.0.0, repository: registry.example/tools/ferry-suite}
    actions:
    - id: delete:pod
      title: Delete a pod
      access: destructive
      steps:
      - {why: delete it, request: {verb: delete, apiGroup: "", resource: pods}}
      - why: see whether it is gone
        optional: true
        request: {verb: get, apiGroup: "", resource: pods}
    - id: scale:deployment
      title: Scale a deployment
      access: operate
      steps:
      - why: set the number of replicas
        request: {verb: patch, apiGroup: apps, resource: deployments/scale}
      ways:
      - title: patch the deployment itself
        requests: [{verb: patch, apiGroup: apps, resource: deployments}]
    - id: restart:deployment
      title: Restart a deployment
      access: operate
      steps:
      - {why: mark it, request: {verb: patch, apiGroup: apps, resource: deployments}}
    - id: rollback:deployment
      title: Roll a deployment back
      access: operate
      steps:
      - {why: look it up, request: {verb: get, apiGroup: apps, resource: deployments}}
      - {why: find the earlier one, request: {verb: list, apiGroup: apps, resource: replicasets}}
      - {why: write it, request: {verb: patch, apiGroup: apps, resource: deployments}}
    - id: exec:pod
      title: Open a shell in a pod
      since: 2.0.0
      access: privileged
      steps:
      - why: open the stream over SPDY
        transport: spdy
        request: {verb: create, apiGroup: "", resource: pods/exec}
      - why: open the stream over WebSocket
        transport: websocket
        request: {verb: get, apiGroup: "", resource: pods/exec}
      - why: since 1.35 that is a create, too
        transport: websocket
        kubernetes: {from: "1.35"}
        request: {verb: create, apiGroup: "", resource: pods/exec}
    - id: cordon:node
      title: Cordon a node
      access: operate
      steps:
      - {why: mark it, request: {verb: patch, apiGroup: "", resource: nodes, scope: cluster}}
    - id: read:settings
      title: Read its settings
      access: read
      steps:
      - why: read them
        request:
          {verb: get, apiGroup: "", resource: configmaps, scope: own, name: ferry-settings}
    dialects:
    - name: ferry
      newest: 3.0.0
      marks: [actions]
      agents: {1.0.0: 1.0.0, 2.0.0: 2.0.0}
      switches:
        actions.delete: {until: 2.0.0, default: false, actions: [delete:pod]}
        actions.pods: {from: 2.0.0, default: false, actions: [delete:pod]}
        actions.scale: {default: {1.0.0: false, 2.0.0: true}, actions: [scale:deployment]}
    - name: ferry-suite
      newest: 3.0.0
      marks: [actions]
      switches:
        actions.delete: {default: false, actions: [delete:pod]}

    """
}
