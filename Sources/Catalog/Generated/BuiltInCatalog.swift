// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file
// Generated from Sources/Catalog/Data/k8s-watcher.yaml by `make generate`. Do not edit.

/// The text of the built-in catalog.
package enum BuiltInCatalog {
  /// The version that the text says it has.
  package static let version = "1.0.0"

  /// The text, as it is in the data file.
  package static let text = #"""
# The catalog of Komodor's Kubernetes agent: what it can do for its user, since which version, which
# requests each action sends to the API server, and which Helm value switches it on.
#
# How `since` was chosen. A document that names an agent version as the prerequisite of an action is
# followed: 0.1.104 for scaling and deleting pods, 0.1.173 for the pod shell, 0.1.158 for Helm. The
# same page kept saying 0.1.104 while its list of actions grew, so an action added to it later has
# the agent that the chart shipped when the action was added: 0.1.104 cannot do what was not there.
# `evidence` keeps both the documented prerequisite and what the chart's history says.
#
# How a step was chosen. The documented way comes first. A read from which the write is computed is
# a step. A lookup that a client which knows the object's name can do without is an optional step:
# it is not in the rules, and serves to recognise requests in an audit log.

schemaVersion: 1
version: 1.0.0

agent:
  name: k8s-watcher
  title: Komodor Kubernetes agent
  newest: 0.2.221
  namespace: komodor
  serviceAccount: k8s-watcher
  documentation: https://github.com/komodorio/docs
  # The chart's own image at first; later one image for several programs. 0.2.140 is the first agent
  # on record that certainly came in it; the change was made somewhere after 0.2.60.
  images:
    - {repository: public.ecr.aws/komodor-public/k8s-watcher}
    - {from: 0.2.140, repository: public.ecr.aws/komodor-public/komodor-agent, command: [watcher]}

# What an action's id may name after the colon, and what stands for {kind}, {group}, {resource}.
kinds:
  pod: {resource: pods, short: [po]}
  node: {resource: nodes, scope: cluster, short: ["no"]}
  configmap: {resource: configmaps, short: [cm]}
  secret: {resource: secrets}
  service: {resource: services, short: [svc]}
  persistentvolume: {resource: persistentvolumes, scope: cluster, short: [pv]}
  persistentvolumeclaim: {resource: persistentvolumeclaims, short: [pvc]}
  event: {resource: events, short: [ev]}
  replicationcontroller: {resource: replicationcontrollers, short: [rc]}
  serviceaccount: {resource: serviceaccounts, short: [sa]}
  namespace: {resource: namespaces, scope: cluster, short: [ns]}
  endpoints: {resource: endpoints, short: [ep]}
  limitrange: {resource: limitranges, short: [limits]}
  podtemplate: {resource: podtemplates}
  resourcequota: {resource: resourcequotas, short: [quota]}
  deployment: {group: apps, resource: deployments, short: [deploy]}
  statefulset: {group: apps, resource: statefulsets, short: [sts]}
  daemonset: {group: apps, resource: daemonsets, short: [ds]}
  replicaset: {group: apps, resource: replicasets, short: [rs]}
  controllerrevision: {group: apps, resource: controllerrevisions}
  job: {group: batch, resource: jobs}
  cronjob: {group: batch, resource: cronjobs, short: [cj]}
  ingress: {group: networking.k8s.io, resource: ingresses, short: [ing]}
  ingressclass: {group: networking.k8s.io, resource: ingressclasses, scope: cluster}
  networkpolicy: {group: networking.k8s.io, resource: networkpolicies, short: [netpol]}
  storageclass: {group: storage.k8s.io, resource: storageclasses, scope: cluster, short: [sc]}
  csidriver: {group: storage.k8s.io, resource: csidrivers, scope: cluster}
  csinode: {group: storage.k8s.io, resource: csinodes, scope: cluster}
  csistoragecapacity: {group: storage.k8s.io, resource: csistoragecapacities}
  volumeattachment: {group: storage.k8s.io, resource: volumeattachments, scope: cluster}
  horizontalpodautoscaler: {group: autoscaling, resource: horizontalpodautoscalers, short: [hpa]}
  clusterrole: {group: rbac.authorization.k8s.io, resource: clusterroles, scope: cluster}
  clusterrolebinding: {group: rbac.authorization.k8s.io, resource: clusterrolebindings, scope: cluster}
  role: {group: rbac.authorization.k8s.io, resource: roles}
  rolebinding: {group: rbac.authorization.k8s.io, resource: rolebindings}
  certificatesigningrequest: {group: certificates.k8s.io, resource: certificatesigningrequests, scope: cluster, short: [csr]}
  lease: {group: coordination.k8s.io, resource: leases}
  endpointslice: {group: discovery.k8s.io, resource: endpointslices}
  runtimeclass: {group: node.k8s.io, resource: runtimeclasses, scope: cluster}
  priorityclass: {group: scheduling.k8s.io, resource: priorityclasses, scope: cluster, short: [pc]}
  poddisruptionbudget: {group: policy, resource: poddisruptionbudgets, short: [pdb]}
  customresourcedefinition: {group: apiextensions.k8s.io, resource: customresourcedefinitions, scope: cluster, short: [crd]}
  workflow: {group: argoproj.io, resource: workflows}
  workflowtemplate: {group: argoproj.io, resource: workflowtemplates}
  clusterworkflowtemplate: {group: argoproj.io, resource: clusterworkflowtemplates, scope: cluster}
  cronworkflow: {group: argoproj.io, resource: cronworkflows}
  scaledobject: {group: keda.sh, resource: scaledobjects}
  scaledjob: {group: keda.sh, resource: scaledjobs}

# Spellings of a verb that documents or people use for the one that the ids have.
verbs:
  edit: [update, modify, patch]
  rerun: [re-run, retrigger, re-trigger]
  run: [trigger]
  rollback: [revert, undo]
  exec: [shell]
  port-forward: [portforward]
  set-resources: [modify-resources, resize]
  logs: [log, view-logs]

# Resources of other projects that no table of Kubernetes knows.
crds:
  - {group: argoproj.io, resource: rollouts, namespaced: true, version: v1alpha1}
  - {group: argoproj.io, resource: analysistemplates, namespaced: true, version: v1alpha1}
  - {group: argoproj.io, resource: clusteranalysistemplates, namespaced: false, version: v1alpha1}
  - {group: argoproj.io, resource: workflows, namespaced: true, version: v1alpha1}
  - {group: argoproj.io, resource: workflowtemplates, namespaced: true, version: v1alpha1}
  - {group: argoproj.io, resource: clusterworkflowtemplates, namespaced: false, version: v1alpha1}
  - {group: argoproj.io, resource: cronworkflows, namespaced: true, version: v1alpha1}
  - {group: keda.sh, resource: scaledobjects, namespaced: true, version: v1alpha1}
  - {group: keda.sh, resource: scaledjobs, namespaced: true, version: v1alpha1}
  - {group: metrics.k8s.io, resource: nodes, namespaced: false, version: v1beta1, verbs: [get, list]}
  - {group: metrics.k8s.io, resource: pods, namespaced: true, version: v1beta1, verbs: [get, list]}

sets:
  scale:service:
    title: Scale service
    actions: [scale:deployment, scale:statefulset]
  restart:service:
    title: Restart service
    actions: [restart:deployment, restart:statefulset, restart:daemonset]
  rollback:service:
    title: Rollback service
    actions: [rollback:deployment, rollback:statefulset, rollback:daemonset]
  basic:
    title: What watcher.actions.basic switches on
    actions: [scale:service, delete:pod, restart:service, rollback:service, rerun:job, run:cronjob]
  advanced:
    title: What watcher.actions.advanced switches on
    actions:
      - cordon:node
      - uncordon:node
      - drain:node
      - suspend:cronjob
      - resume:cronjob
      - set-resources:deployment
      - set-resources:statefulset
      - set-resources:daemonset
      - edit:pod
      - edit:configmap
      - edit:service
      - edit:persistentvolume
      - edit:persistentvolumeclaim
      - edit:storageclass
      - edit:deployment
      - edit:statefulset
      - edit:daemonset
      - edit:replicaset
      - edit:job
      - edit:cronjob
      - edit:ingress
      - edit:networkpolicy
      - create:pod
      - create:configmap
      - create:service
      - create:persistentvolume
      - create:persistentvolumeclaim
      - create:storageclass
      - create:deployment
      - create:statefulset
      - create:daemonset
      - create:replicaset
      - create:job
      - create:cronjob
      - create:ingress
      - create:networkpolicy
      - delete:configmap
      - delete:service
      - delete:persistentvolume
      - delete:persistentvolumeclaim
      - delete:storageclass
      - delete:deployment
      - delete:statefulset
      - delete:daemonset
      - delete:replicaset
      - delete:job
      - delete:cronjob
      - delete:ingress
      - delete:networkpolicy
  podExec:
    title: What watcher.actions.podExec switches on
    actions: [exec:pod]
  portforward:
    title: What watcher.actions.portforward switches on
    actions: [port-forward:pod]
  helm:
    title: What helm.enableActions switches on
    actions: [read:helm-repo, install:helm-chart, revert:helm-chart, uninstall:helm-chart]
  developer:
    title: The agent's own role of that name
    actions:
      - delete:pod
      - scale:deployment
      - scale:statefulset
      - restart:deployment
      - restart:statefulset
      - rerun:job
    evidence:
      - documentation 2022-09-13 (5d0e7a8, RBAC) lists the role with these actions

actions:
  - id: scale:{kind}
    for: [deployment, statefulset]
    title: Scale a {kind}
    summary: sets the number of replicas
    since: 0.1.104
    access: operate
    risk: zero replicas stop the service
    evidence:
      - documentation 2022-07-20 (24059ee) lists "Scale service" with prerequisite agent 0.1.104 and patch on deployments/scale and statefulsets/scale
      - chart k8s-watcher 0.11.20 ships agent 0.1.104; its watcher.actions adds exactly these rules
    steps:
      - why: look the {kind} up, as kubectl does
        optional: true
        request: {verb: get, apiGroup: "{group}", resource: "{resource}"}
        evidence: [kubectl pkg/scale/scale.go]
      - why: set the number of replicas through the scale subresource
        request: {verb: patch, apiGroup: "{group}", resource: "{resource}/scale"}
    ways:
      - title: read and write the scale subresource
        why: a client with a precondition on the current replicas reads the scale and updates it
        requests:
          - {verb: get, apiGroup: "{group}", resource: "{resource}/scale"}
          - {verb: update, apiGroup: "{group}", resource: "{resource}/scale"}
        evidence: [client-go scale ScaleInterface]
      - title: patch the {kind} itself
        why: the number of replicas is also a field of the {kind}'s own spec
        requests:
          - {verb: patch, apiGroup: "{group}", resource: "{resource}"}

  - id: delete:pod
    title: Delete a pod
    summary: terminates a pod; its controller starts another
    since: 0.1.104
    access: destructive
    risk: a pod without a controller is gone
    evidence:
      - documentation 2022-07-20 (24059ee) lists "Delete Pod" with prerequisite agent 0.1.104 and delete on pods
      - chart k8s-watcher 0.11.20 ships agent 0.1.104; its watcher.actions adds exactly this rule
    steps:
      - why: delete the pod
        request: {verb: delete, apiGroup: "", resource: pods}
      - why: see whether it is gone, as kubectl does when it waits
        optional: true
        request: {verb: get, apiGroup: "", resource: pods}
        evidence: [kubectl pkg/cmd/delete/delete.go]

  - id: restart:{kind}
    for: [deployment, statefulset]
    title: Restart a {kind}
    summary: replaces all pods of the {kind} by changing an annotation of its template
    since: 0.1.107
    access: operate
    evidence:
      - documentation 2022-07-26 (8b4a69f) adds "Restart service" and patch on deployments, replicasets and statefulsets; its prerequisite still reads agent 0.1.104
      - chart k8s-watcher 0.13.0 (agent 0.1.107) is the first whose actions grant it
    steps:
      - &look-up
        why: look the {kind} up, as kubectl does
        optional: true
        request: {verb: get, apiGroup: "{group}", resource: "{resource}"}
      - why: set the restart annotation of the pod template
        request: {verb: patch, apiGroup: "{group}", resource: "{resource}"}
        evidence: [kubectl pkg/polymorphichelpers/objectrestarter.go]
    ways:
      - &get-and-update
        title: read and update the {kind}
        why: a client may write the whole object back instead of a patch
        requests:
          - {verb: get, apiGroup: "{group}", resource: "{resource}"}
          - {verb: update, apiGroup: "{group}", resource: "{resource}"}

  - id: restart:{kind}
    for: [daemonset]
    title: Restart a {kind}
    summary: replaces all pods of the {kind} by changing an annotation of its template
    since: 0.1.108
    access: operate
    evidence:
      - documentation 2022-08-16 (ff7c6c1) adds patch on daemonsets; its prerequisite still reads agent 0.1.104
      - documentation 2022-09-13 (5d0e7a8, RBAC) names restart for daemonset
      - chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.basic grants it
    steps:
      - *look-up
      - why: set the restart annotation of the pod template
        request: {verb: patch, apiGroup: "{group}", resource: "{resource}"}
        evidence: [kubectl pkg/polymorphichelpers/objectrestarter.go]
    ways:
      - *get-and-update

  - id: rollback:deployment
    title: Roll a deployment back
    summary: sets the pod template back to that of an earlier replica set
    since: 0.1.108
    access: operate
    evidence:
      - documentation 2022-08-16 (ff7c6c1) adds "Rollback service"; its prerequisite still reads agent 0.1.104
      - documentation 2022-07-07 (ae19952) announced revert among the first release's actions
    steps:
      - why: its selector and current revision decide which replica set to go back to
        request: {verb: get, apiGroup: apps, resource: deployments}
        evidence: [kubectl pkg/polymorphichelpers/rollback.go]
      - why: the earlier pod template is read from the deployment's replica sets
        request: {verb: list, apiGroup: apps, resource: replicasets}
        evidence: [kubectl pkg/polymorphichelpers/rollback.go]
      - why: write the earlier pod template
        request: {verb: patch, apiGroup: apps, resource: deployments}
    ways:
      - title: update the deployment instead of patching it
        why: a client may write the whole object back instead of a patch
        requests:
          - {verb: get, apiGroup: apps, resource: deployments}
          - {verb: list, apiGroup: apps, resource: replicasets}
          - {verb: update, apiGroup: apps, resource: deployments}

  - id: rollback:{kind}
    for: [statefulset, daemonset]
    title: Roll a {kind} back
    summary: sets the pod template back to that of an earlier controller revision
    since: 0.1.108
    access: operate
    evidence:
      - documentation 2022-08-16 (ff7c6c1) adds "Rollback service"; its prerequisite still reads agent 0.1.104
    steps:
      - why: its selector and current revision decide which revision to go back to
        request: {verb: get, apiGroup: "{group}", resource: "{resource}"}
        evidence: [kubectl pkg/polymorphichelpers/rollback.go]
      - why: the earlier pod template is read from the controller revisions
        request: {verb: list, apiGroup: apps, resource: controllerrevisions}
        evidence: [kubectl pkg/polymorphichelpers/rollback.go]
      - why: write the earlier pod template
        request: {verb: patch, apiGroup: "{group}", resource: "{resource}"}

  - id: rerun:job
    title: Re-run a job
    summary: replaces a finished job by a copy of itself
    since: 0.1.107
    access: operate
    risk: the old job and its pods are deleted
    evidence:
      - documentation 2022-07-26 (8b4a69f) adds "Re-trigger Job" and delete, create on jobs; its prerequisite still reads agent 0.1.104
      - chart k8s-watcher 0.14.0 (agent 0.1.107) is the first whose watcher.actions.basic grants it
    steps:
      - why: the new job is a copy of the old one, whose template cannot be changed
        request: {verb: get, apiGroup: batch, resource: jobs}
      - why: make room for a job of the same name
        request: {verb: delete, apiGroup: batch, resource: jobs}
      - why: create the copy
        request: {verb: create, apiGroup: batch, resource: jobs}
    ways:
      - title: create the copy under a new name
        why: the old job can stay where a new name is acceptable
        requests:
          - {verb: get, apiGroup: batch, resource: jobs}
          - {verb: create, apiGroup: batch, resource: jobs}

  - id: run:cronjob
    title: Run a cron job now
    summary: creates a job from the cron job's template
    since: 0.1.107
    access: operate
    spellings: [rerun:cronjob]
    evidence:
      - documentation 2022-07-26 (8b4a69f) adds "Re-trigger CronJob" and create on jobs; its prerequisite still reads agent 0.1.104
      - documentation 2022-09-13 (5d0e7a8, RBAC) names run for cronjob
    steps:
      - why: the job is made from the cron job's template
        request: {verb: get, apiGroup: batch, resource: cronjobs}
        evidence: [kubectl pkg/cmd/create/create_job.go]
      - why: create the job
        request: {verb: create, apiGroup: batch, resource: jobs}
        evidence: [kubectl pkg/cmd/create/create_job.go]
      - why: >-
          own the job with blockOwnerDeletion, where OwnerReferencesPermissionEnforcement is on (OpenShift)
        optional: true
        request: {verb: update, apiGroup: batch, resource: cronjobs/finalizers}
        evidence: [kubernetes plugin/pkg/admission/gc/gc_admission.go]

  - id: suspend:cronjob
    title: Suspend a cron job
    summary: stops the cron job from starting jobs
    since: 0.1.108
    access: operate
    evidence: &suspend-evidence
      - chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.advanced grants patch on cronjobs in batch
      - documentation 2022-08-16 (ff7c6c1) lists patch on cronjobs; its prerequisite still reads agent 0.1.104
    steps: &suspend-steps
      - why: look the cron job up, as kubectl does
        optional: true
        request: {verb: get, apiGroup: batch, resource: cronjobs}
      - why: set spec.suspend
        request: {verb: patch, apiGroup: batch, resource: cronjobs}
    ways: &suspend-ways
      - title: read and update the cron job
        why: a client may write the whole object back instead of a patch
        requests:
          - {verb: get, apiGroup: batch, resource: cronjobs}
          - {verb: update, apiGroup: batch, resource: cronjobs}

  - id: resume:cronjob
    title: Resume a cron job
    summary: lets a suspended cron job start jobs again
    since: 0.1.108
    access: operate
    evidence: *suspend-evidence
    steps: *suspend-steps
    ways: *suspend-ways

  - id: cordon:node
    title: Cordon a node
    summary: keeps new pods away from the node
    since: 0.1.108
    access: operate
    evidence: &cordon-evidence
      - documentation 2022-08-11 (1040179) adds "Cordon/Uncordon node" and patch on nodes; its prerequisite still reads agent 0.1.104
      - chart k8s-watcher 0.16.0 (agent 0.1.108) is the first with patch on nodes alone; 0.14.0 (agent 0.1.107) had granted all writes on nodes
    steps: &cordon-steps
      - why: look the node up, as kubectl does
        optional: true
        request: {verb: get, apiGroup: "", resource: nodes}
        evidence: [kubectl pkg/drain/cordon.go]
      - why: set spec.unschedulable
        request: {verb: patch, apiGroup: "", resource: nodes}
        evidence: [kubectl pkg/drain/cordon.go]
    ways: &cordon-ways
      - title: read and update the node
        why: kubectl does so when it cannot compute a patch
        requests:
          - {verb: get, apiGroup: "", resource: nodes}
          - {verb: update, apiGroup: "", resource: nodes}
        evidence: [kubectl pkg/drain/cordon.go]

  - id: uncordon:node
    title: Uncordon a node
    summary: lets new pods come to the node again
    since: 0.1.108
    access: operate
    evidence: *cordon-evidence
    steps: *cordon-steps
    ways: *cordon-ways

  - id: drain:node
    title: Drain a node
    summary: cordons the node and evicts its pods
    since: 0.1.122
    access: destructive
    requires: [cordon:node]
    risk: evicts every pod of the node, within what their disruption budgets allow
    evidence:
      - documentation 2022-09-13 (5d0e7a8) adds create on pods/eviction, without listing drain among the actions; its prerequisite still reads agent 0.1.104
      - chart k8s-watcher 0.18.0 (agent 0.1.122) is the first whose watcher.actions.advanced grants it
    steps:
      - why: find the pods of the node, in every namespace
        request: {verb: list, apiGroup: "", resource: pods, scope: cluster}
        evidence: [kubectl pkg/drain/drain.go]
      - why: tell the pods of a daemon set, which stay
        request: {verb: get, apiGroup: apps, resource: daemonsets, scope: cluster}
        evidence: [kubectl pkg/drain/filters.go]
      - why: evict each pod; the subresource is in the core group whatever group its body has
        request: {verb: create, apiGroup: "", resource: pods/eviction, scope: cluster}
        evidence: [kubectl pkg/drain/drain.go]
      - why: wait until each pod is gone
        optional: true
        request: {verb: get, apiGroup: "", resource: pods, scope: cluster}
        evidence: [kubectl pkg/drain/drain.go]
    ways:
      - title: delete the pods instead of evicting them
        why: as kubectl does with --disable-eviction; disruption budgets are then not heeded
        requests:
          - {verb: list, apiGroup: "", resource: pods, scope: cluster}
          - {verb: get, apiGroup: apps, resource: daemonsets, scope: cluster}
          - {verb: delete, apiGroup: "", resource: pods, scope: cluster}
        evidence: [kubectl pkg/drain/drain.go]

  - id: exec:pod
    title: Open a shell in a pod
    summary: runs a command in a container
    since: 0.1.173
    access: privileged
    risk: whoever may open a shell may do what the pod may do, with its secrets and service account
    evidence:
      - documentation 2023-02-14 (2d1a712, PodShell) requires agent 0.1.173 and create on pods/exec
      - documentation spells the action exec:pod (RBAC) and pod:exec (PodShell)
      - chart k8s-watcher 1.3.0 (agent 0.1.163) already had watcher.actions.podExec; 1.3.15 ships agent 0.1.173
    steps:
      - why: look the pod and its containers up, as kubectl does
        optional: true
        request: {verb: get, apiGroup: "", resource: pods}
        evidence: [kubectl pkg/cmd/exec/exec.go]
      - why: open the stream over SPDY
        transport: spdy
        request: {verb: create, apiGroup: "", resource: pods/exec}
        evidence: [kubernetes pkg/registry/core/pod/rest/subresources.go]
      - why: open the stream over WebSocket
        transport: websocket
        request: {verb: get, apiGroup: "", resource: pods/exec}
        evidence: [kubernetes pkg/registry/core/pod/rest/subresources.go]
      - why: since 1.35 a WebSocket stream is authorized as a create, too
        transport: websocket
        kubernetes: {from: "1.35"}
        request: {verb: create, apiGroup: "", resource: pods/exec}
        evidence: [kubernetes pull request 134577]

  - id: port-forward:pod
    title: Forward a port of a pod
    summary: opens a connection to a port of a pod
    since: 0.1.189
    access: privileged
    risk: reaches ports that network policies keep others from
    evidence:
      - chart k8s-watcher 1.8.0 (agent 0.1.189) adds watcher.actions.portforward, and create on pods/portforward also to podExec
      - no document names the action
    steps:
      - why: look the pod up, as kubectl does
        optional: true
        request: {verb: get, apiGroup: "", resource: pods}
        evidence: [kubectl pkg/cmd/portforward/portforward.go]
      - why: open the stream over SPDY
        transport: spdy
        request: {verb: create, apiGroup: "", resource: pods/portforward}
        evidence: [kubernetes pkg/registry/core/pod/rest/subresources.go]
      - why: open the stream over WebSocket
        transport: websocket
        request: {verb: get, apiGroup: "", resource: pods/portforward}
        evidence: [kubernetes pkg/registry/core/pod/rest/subresources.go]
      - why: since 1.35 a WebSocket stream is authorized as a create, too
        transport: websocket
        kubernetes: {from: "1.35"}
        request: {verb: create, apiGroup: "", resource: pods/portforward}
        evidence: [kubernetes pull request 134577]

  - id: set-resources:{kind}
    for: [deployment, statefulset, daemonset]
    title: Change the requests and limits of a {kind}
    summary: changes the resources of the containers in the template of the {kind}
    since: 0.1.108
    access: operate
    evidence:
      - documentation 2022-07-07 (ae19952) announced changing requests and limits; documentation 2022-08-11 (1040179) has it as editing
      - chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.advanced grants it in the right API group
    steps:
      - *look-up
      - why: change the resources in the pod template
        request: {verb: patch, apiGroup: "{group}", resource: "{resource}"}
        evidence: [kubectl pkg/cmd/set/set_resources.go]
    ways:
      - *get-and-update

  - &edit
    id: edit:{kind}
    for:
      - pod
      - configmap
      - service
      - persistentvolume
      - persistentvolumeclaim
      - deployment
      - statefulset
      - daemonset
      - replicaset
      - job
      - cronjob
      - ingress
      - networkpolicy
    anyResource: true
    title: Edit a {kind}
    summary: changes a {kind}
    since: 0.1.108
    access: write
    evidence:
      - documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104
      - documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out
    steps: &edit-steps
      - *look-up
      - why: write the change
        request: {verb: patch, apiGroup: "{group}", resource: "{resource}"}
        evidence: [kubectl pkg/cmd/util/editor/editoptions.go]
    ways:
      - title: replace the {kind}
        why: the documents also grant update, which writes the whole object
        requests:
          - {verb: update, apiGroup: "{group}", resource: "{resource}"}
        evidence: [kubectl pkg/cmd/replace/replace.go]

  - id: edit:{kind}
    for: [storageclass]
    title: Edit a {kind}
    summary: changes the few fields of a {kind} that can change
    since: 0.1.108
    access: write
    evidence: &storageclass-evidence
      - documentation 2022-08-11 (1040179) lists storage classes; its prerequisite still reads agent 0.1.104
      - the documents and the charts name storageclasses in the core group, where they never were; the requests go to storage.k8s.io
    steps: *edit-steps

  - id: edit:{kind}
    for: [secret]
    title: Edit a {kind}
    summary: changes a {kind}
    since: 0.1.108
    access: privileged
    risk: a secret is credentials of somebody else
    evidence: &secret-evidence
      - documentation 2022-09-13 (5d0e7a8, RBAC) names edit and delete for secret
      - documentation 2022-08-16 (ff7c6c1) takes secrets out of the permissions that watcher.actions.advanced grants; chart k8s-watcher 0.14.0 to 0.16.0 had them
    steps: *edit-steps

  - id: edit:{kind}
    for: [horizontalpodautoscaler]
    title: Edit a {kind}
    summary: changes a {kind}
    since: 0.2.60
    access: write
    evidence: &hpa-evidence
      - chart komodor-agent 2.8.1-RC1 (2025-02-13) adds the rule; 0.2.60 is the last agent before it whose version is on record
      - no document names the action
    steps: *edit-steps

  - id: edit:{kind}
    for: [scaledobject, scaledjob]
    title: Edit a {kind}
    summary: changes a {kind} of KEDA
    since: 0.2.140
    access: write
    evidence:
      - chart komodor-agent 2.13.0 (2025-11-09) adds capabilities.cost.hpa, which grants get, list, patch and update; 0.2.140 is the last agent before it whose version is on record
      - no document names the action
    steps: *edit-steps

  - id: create:{kind}
    for:
      - pod
      - configmap
      - service
      - persistentvolume
      - persistentvolumeclaim
      - deployment
      - statefulset
      - daemonset
      - replicaset
      - job
      - cronjob
      - ingress
      - networkpolicy
    anyResource: true
    title: Create a {kind}
    summary: creates a {kind}
    since: 0.1.108
    access: write
    risk: a pod or a workload may be made to run under any service account of its namespace
    evidence:
      - documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104
      - documentation 2022-08-16 (ff7c6c1) gives each kind its own API group
    steps: &create-steps
      - why: create the {kind}; the request names no object
        request: {verb: create, apiGroup: "{group}", resource: "{resource}"}
    ways: &create-ways
      - title: server-side apply
        why: an apply that creates is authorized as a patch and as a create with the object's name
        requests:
          - {verb: patch, apiGroup: "{group}", resource: "{resource}"}
          - {verb: create, apiGroup: "{group}", resource: "{resource}", name: any}
        evidence: [kubernetes apiserver pkg/endpoints/handlers/patch.go]

  - id: create:{kind}
    for: [storageclass]
    title: Create a {kind}
    summary: creates a {kind}
    since: 0.1.108
    access: write
    evidence: *storageclass-evidence
    steps: *create-steps
    ways: *create-ways

  - id: create:{kind}
    for: [secret]
    title: Create a {kind}
    summary: creates a {kind}
    since: 0.1.108
    access: privileged
    risk: a secret of type service-account-token becomes a token of that account
    evidence: *secret-evidence
    steps: *create-steps
    ways: *create-ways

  - id: create:{kind}
    for: [horizontalpodautoscaler]
    title: Create a {kind}
    summary: creates a {kind}
    since: 0.2.60
    access: write
    evidence: *hpa-evidence
    steps: *create-steps
    ways: *create-ways

  - id: delete:{kind}
    for:
      - configmap
      - service
      - persistentvolume
      - persistentvolumeclaim
      - deployment
      - statefulset
      - daemonset
      - replicaset
      - job
      - cronjob
      - ingress
      - networkpolicy
    anyResource: true
    title: Delete a {kind}
    summary: deletes a {kind}
    since: 0.1.108
    access: destructive
    risk: what is deleted is gone, with what it owns
    evidence:
      - documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104
      - documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out
    steps: &delete-steps
      - why: delete the {kind}
        request: {verb: delete, apiGroup: "{group}", resource: "{resource}"}
      - why: see whether it is gone, as kubectl does when it waits
        optional: true
        request: {verb: get, apiGroup: "{group}", resource: "{resource}"}
        evidence: [kubectl pkg/cmd/delete/delete.go]

  - id: delete:{kind}
    for: [storageclass]
    title: Delete a {kind}
    summary: deletes a {kind}
    since: 0.1.108
    access: destructive
    evidence: *storageclass-evidence
    steps: *delete-steps

  - id: delete:{kind}
    for: [secret]
    title: Delete a {kind}
    summary: deletes a {kind}
    since: 0.1.108
    access: destructive
    evidence: *secret-evidence
    steps: *delete-steps

  - id: delete:{kind}
    for: [horizontalpodautoscaler]
    title: Delete a {kind}
    summary: deletes a {kind}
    since: 0.2.60
    access: destructive
    evidence: *hpa-evidence
    steps: *delete-steps

  - id: edit:any
    title: Edit any resource
    summary: changes an object of any kind
    since: 0.1.108
    access: privileged
    unbounded: reaches every resource of every API group, roles and bindings included, so no role for it is minimal; name the kinds instead, as in edit:configmap
    evidence:
      - documentation 2022-09-13 (5d0e7a8, RBAC) has edit:*
      - chart komodor-agent 2.13.2-RC13 adds capabilities.crActions with delete, list, get, watch and patch on everything
    steps:
      - why: write the change
        request: {verb: patch, apiGroup: "*", resource: "*"}

  - id: delete:any
    title: Delete any resource
    summary: deletes an object of any kind
    since: 0.1.108
    access: privileged
    unbounded: reaches every resource of every API group, so no role for it is minimal; name the kinds instead, as in delete:configmap
    evidence:
      - documentation 2022-09-13 (5d0e7a8, RBAC) has delete:*
      - chart komodor-agent 2.13.2-RC13 adds capabilities.crActions with delete, list, get, watch and patch on everything
    steps:
      - why: delete the object
        request: {verb: delete, apiGroup: "*", resource: "*"}

  - id: read:helm-repo
    title: Show what Helm has installed and what its repositories offer
    summary: reads the releases to compare them with the charts of a repository
    since: 0.1.158
    access: privileged
    unbounded: Helm keeps releases in secrets, and RBAC cannot tell those from others, so reading one list reads every secret
    evidence: &helm-evidence
      - documentation 2023-01-25 (3fcc577, Helm) requires agent 0.1.158 and says that the agent reads and manipulates secrets
      - chart k8s-watcher 1.1.27 (agent 0.1.158) adds helm.enableActions with create, update, delete, list, get and watch on secrets
    steps:
      - &helm-list
        why: find the releases by their label
        request: {verb: list, apiGroup: "", resource: secrets}
        evidence: [helm pkg/storage/driver/secrets.go]
      - &helm-get
        why: read a release
        request: {verb: get, apiGroup: "", resource: secrets}
        evidence: [helm pkg/storage/driver/secrets.go]

  - id: install:helm-chart
    title: Install or upgrade a Helm chart
    summary: installs a chart, or changes the version or the values of a release
    since: 0.1.158
    access: privileged
    spellings: [upgrade:helm-chart]
    unbounded: also needs get, patch and create on whatever the chart contains; these rules only cover the release's own record
    evidence: *helm-evidence
    steps:
      - *helm-list
      - *helm-get
      - &helm-create
        why: record the new revision
        request: {verb: create, apiGroup: "", resource: secrets}
        evidence: [helm pkg/storage/driver/secrets.go]
      - &helm-update
        why: mark the revision as deployed and the earlier one as superseded
        request: {verb: update, apiGroup: "", resource: secrets}
        evidence: [helm pkg/storage/driver/secrets.go]
      - &helm-prune
        why: delete the oldest revisions where the history is limited
        optional: true
        request: {verb: delete, apiGroup: "", resource: secrets}
        evidence: [helm pkg/storage/storage.go]

  - id: revert:helm-chart
    title: Roll a Helm release back
    summary: installs an earlier revision of a release again
    since: 0.1.158
    access: privileged
    unbounded: also needs get, patch, create and delete on whatever the release contains; these rules only cover the release's own record
    evidence: *helm-evidence
    steps:
      - *helm-list
      - *helm-get
      - *helm-create
      - *helm-update
      - *helm-prune

  - id: uninstall:helm-chart
    title: Uninstall a Helm release
    summary: deletes a release and what it contains
    since: 0.1.158
    access: privileged
    unbounded: also needs delete on whatever the release contains; these rules only cover the release's own record
    evidence:
      - documentation 2023-01-25 (3fcc577, Helm) requires agent 0.1.158 and says that the agent reads and manipulates secrets
      - chart k8s-watcher 1.1.27 (agent 0.1.158) adds helm.enableActions with create, update, delete, list, get and watch on secrets
      - chart komodor-agent 2.1.0 adds delete, list and get on everything, to uninstall charts
    steps:
      - *helm-list
      - *helm-get
      - *helm-update
      - why: delete the release's revisions
        request: {verb: delete, apiGroup: "", resource: secrets}
        evidence: [helm pkg/storage/driver/secrets.go]

  - id: manage:rbac
    title: Manage access to the cluster
    summary: writes service accounts, roles and bindings for the agent's users
    since: 0.2.60
    access: privileged
    unbounded: may give itself and others every permission, so no role for it is minimal
    evidence:
      - chart komodor-agent 2.5.0 (2024-04) adds capabilities.rbac with every verb on service accounts, secrets, roles and bindings; 0.2.60 is the last agent before it whose version is on record
    steps:
      - why: write service accounts for users
        request: {verb: "*", apiGroup: "", resource: serviceaccounts}
      - why: write the secrets that hold their tokens
        request: {verb: "*", apiGroup: "", resource: secrets}
      - why: write cluster roles
        request: {verb: "*", apiGroup: rbac.authorization.k8s.io, resource: clusterroles}
      - why: bind cluster roles
        request: {verb: "*", apiGroup: rbac.authorization.k8s.io, resource: clusterrolebindings}
      - why: write roles
        request: {verb: "*", apiGroup: rbac.authorization.k8s.io, resource: roles}
      - why: bind roles
        request: {verb: "*", apiGroup: rbac.authorization.k8s.io, resource: rolebindings}

  - id: issue:token
    title: Issue short-lived tokens
    summary: asks for a token of a service account
    since: 0.2.174
    access: privileged
    unbounded: a token of a service account may do whatever that account may
    evidence:
      - chart komodor-agent 2.13.2-RC3 (agent 0.2.174) adds capabilities.rbacTempTokens
    steps:
      - why: ask for the token
        request: {verb: create, apiGroup: "", resource: serviceaccounts/token}

  - id: impersonate:user
    title: Act as the user
    summary: sends requests in the name of the agent's user and of the group komodor:agent-actions
    since: 0.2.221
    access: privileged
    unbounded: may do whatever any user may
    evidence:
      - chart komodor-agent 2.17.4-RC7 (agent 0.2.221) adds capabilities.impersonation.enabled
    steps:
      - why: take the user's name
        request: {verb: impersonate, apiGroup: "", resource: users, scope: cluster}
      - why: take the group that the agent's actions are bound to
        request: {verb: impersonate, apiGroup: "", resource: groups, scope: cluster, name: "komodor:agent-actions"}

capabilities:
  - id: watch:{kind}
    for:
      - deployment
      - statefulset
      - daemonset
      - replicaset
      - pod
      - job
      - cronjob
      - event
      - node
      - namespace
      - service
      - configmap
      - persistentvolume
      - persistentvolumeclaim
      - serviceaccount
      - replicationcontroller
      - endpoints
      - storageclass
      - clusterrole
    title: Watch {resource}
    summary: keeps the agent's picture of all {resource} current
    since: 0.1.0
    default: true
    access: read
    evidence: &watch-evidence
      - chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50
    steps: &watch-steps
      - why: list all {resource}, as an informer starts
        request: {verb: list, apiGroup: "{group}", resource: "{resource}"}
        evidence: [client-go tools/cache/reflector.go]
      - why: follow their changes
        request: {verb: watch, apiGroup: "{group}", resource: "{resource}"}
        evidence: [client-go tools/cache/reflector.go]
      - &watch-get
        why: fetch one that the informer does not hold
        optional: true
        request: {verb: get, apiGroup: "{group}", resource: "{resource}"}

  - id: watch:{kind}
    for:
      - limitrange
      - podtemplate
      - resourcequota
      - controllerrevision
      - horizontalpodautoscaler
      - certificatesigningrequest
      - lease
      - endpointslice
      - ingressclass
      - runtimeclass
      - clusterrolebinding
      - rolebinding
      - role
      - priorityclass
      - csidriver
      - csinode
      - csistoragecapacity
      - volumeattachment
      - poddisruptionbudget
      - customresourcedefinition
    title: Watch {resource}
    summary: keeps the agent's picture of all {resource} current
    since: 0.1.92
    default: true
    access: read
    evidence: &watch-more-evidence
      - chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds
    steps: *watch-steps

  - id: watch:ingress
    title: Watch ingresses
    summary: keeps the agent's picture of all ingresses current
    since: 0.1.0
    default: true
    access: read
    evidence: *watch-evidence
    steps:
      - why: list all ingresses, as an informer starts
        request: {verb: list, apiGroup: networking.k8s.io, resource: ingresses}
      - why: follow their changes
        request: {verb: watch, apiGroup: networking.k8s.io, resource: ingresses}
      - why: list the ingresses of the group that 1.22 removed
        optional: true
        kubernetes: {until: "1.22"}
        request: {verb: list, apiGroup: extensions, resource: ingresses}
      - why: follow the ingresses of the group that 1.22 removed
        optional: true
        kubernetes: {until: "1.22"}
        request: {verb: watch, apiGroup: extensions, resource: ingresses}

  - id: watch:networkpolicy
    title: Watch networkpolicies
    summary: keeps the agent's picture of all networkpolicies current
    since: 0.1.92
    default: true
    access: read
    evidence: *watch-more-evidence
    steps:
      - why: list all networkpolicies, as an informer starts
        request: {verb: list, apiGroup: networking.k8s.io, resource: networkpolicies}
      - why: follow their changes
        request: {verb: watch, apiGroup: networking.k8s.io, resource: networkpolicies}

  - id: watch:admissionregistration
    title: Watch webhook configurations
    summary: keeps the agent's picture of admission webhooks current
    since: 0.1.92
    default: true
    access: read
    evidence: *watch-more-evidence
    steps:
      - why: list the mutating webhooks, as an informer starts
        request: {verb: list, apiGroup: admissionregistration.k8s.io, resource: mutatingwebhookconfigurations, scope: cluster}
      - why: follow their changes
        request: {verb: watch, apiGroup: admissionregistration.k8s.io, resource: mutatingwebhookconfigurations, scope: cluster}
      - why: list the validating webhooks, as an informer starts
        request: {verb: list, apiGroup: admissionregistration.k8s.io, resource: validatingwebhookconfigurations, scope: cluster}
      - why: follow their changes
        request: {verb: watch, apiGroup: admissionregistration.k8s.io, resource: validatingwebhookconfigurations, scope: cluster}

  - id: watch:flowcontrol
    title: Watch flow control
    summary: keeps the agent's picture of the API server's flow control current
    since: 0.1.92
    default: true
    access: read
    evidence: *watch-more-evidence
    steps:
      - why: list the flow schemas, as an informer starts
        request: {verb: list, apiGroup: flowcontrol.apiserver.k8s.io, resource: flowschemas, scope: cluster}
      - why: follow their changes
        request: {verb: watch, apiGroup: flowcontrol.apiserver.k8s.io, resource: flowschemas, scope: cluster}
      - why: list the priority levels, as an informer starts
        request: {verb: list, apiGroup: flowcontrol.apiserver.k8s.io, resource: prioritylevelconfigurations, scope: cluster}
      - why: follow their changes
        request: {verb: watch, apiGroup: flowcontrol.apiserver.k8s.io, resource: prioritylevelconfigurations, scope: cluster}

  - id: watch:podsecuritypolicy
    title: Watch podsecuritypolicies
    summary: keeps the agent's picture of pod security policies current, where there still are any
    since: 0.1.92
    access: read
    evidence: *watch-more-evidence
    steps:
      - why: list the policies, as an informer starts
        kubernetes: {until: "1.25"}
        request: {verb: list, apiGroup: policy, resource: podsecuritypolicies, scope: cluster}
      - why: follow their changes
        kubernetes: {until: "1.25"}
        request: {verb: watch, apiGroup: policy, resource: podsecuritypolicies, scope: cluster}

  - id: watch:rollout
    title: Watch Argo rollouts
    summary: keeps the agent's picture of Argo Rollouts current
    since: 0.1.92
    default: true
    access: read
    evidence: *watch-more-evidence
    steps:
      - why: list the rollouts, as an informer starts
        request: {verb: list, apiGroup: argoproj.io, resource: rollouts}
      - why: follow their changes
        request: {verb: watch, apiGroup: argoproj.io, resource: rollouts}
      - why: list the analysis templates, as an informer starts
        request: {verb: list, apiGroup: argoproj.io, resource: analysistemplates}
      - why: follow their changes
        request: {verb: watch, apiGroup: argoproj.io, resource: analysistemplates}
      - why: list the cluster's analysis templates, as an informer starts
        request: {verb: list, apiGroup: argoproj.io, resource: clusteranalysistemplates, scope: cluster}
      - why: follow their changes
        request: {verb: watch, apiGroup: argoproj.io, resource: clusteranalysistemplates, scope: cluster}

  - id: watch:{kind}
    for: [workflow, workflowtemplate, clusterworkflowtemplate, cronworkflow]
    title: Watch Argo {resource}
    summary: keeps the agent's picture of Argo {resource} current
    since: 0.1.92
    default: true
    access: read
    evidence:
      - chart k8s-watcher 1.18.17 has a value for each under watcher.resources.argoWorkflows
    steps: *watch-steps

  - id: watch:secret
    title: Watch secrets
    summary: keeps the agent's picture of all secrets current
    since: 0.1.0
    access: privileged
    risk: list and watch return the content of every secret
    evidence:
      - chart k8s-watcher 0.1.0 to 0.1.42 read secrets always; watcher.resources.secret is off by default since
      - chart komodor-agent has allowedResources.secret on by default
    steps:
      - why: list all secrets, as an informer starts
        request: {verb: list, apiGroup: "", resource: secrets}
      - why: follow their changes
        request: {verb: watch, apiGroup: "", resource: secrets}

  - id: watch:any
    title: Watch every resource
    summary: reads whatever the cluster has, custom resources included
    since: 0.1.175
    access: privileged
    unbounded: reads every resource of every API group, secrets included, so no role for it is minimal; name the kinds instead, as in watch:configmap
    evidence:
      - chart k8s-watcher 1.4.0 (agent 0.1.175) adds watcher.resources.allowReadAll, on by default
    steps:
      - why: list anything
        request: {verb: list, apiGroup: "*", resource: "*"}
      - why: follow the changes of anything
        request: {verb: watch, apiGroup: "*", resource: "*"}
      - why: fetch anything
        request: {verb: get, apiGroup: "*", resource: "*"}

  - id: logs:pod
    title: Read the logs of a pod
    summary: reads what a container wrote
    since: 0.1.38
    default: true
    access: read
    risk: logs may hold what should have been secret
    evidence:
      - chart k8s-watcher 0.1.51 (agent 0.1.38) adds watcher.enableAgentTaskExecution with get and list on pods and pods/log; pods/log has no list
    steps:
      - why: look the pod and its containers up, as kubectl does
        optional: true
        request: {verb: get, apiGroup: "", resource: pods}
        evidence: [kubectl pkg/cmd/logs/logs.go]
      - why: read the log, followed or not
        request: {verb: get, apiGroup: "", resource: pods/log}
        evidence: [kubectl pkg/polymorphichelpers/logsforobject.go]

  - id: collect:metrics
    title: Collect metrics
    summary: reads the usage of nodes and pods from the metrics API and from the API server
    since: 0.1.187
    default: true
    access: read
    evidence:
      - chart k8s-watcher 1.7.17 (agent 0.1.187) adds metrics.enabled with get and list on nodes and pods of metrics.k8s.io and of the core group; 1.15.15 adds get on /metrics
    steps:
      - why: read the usage of nodes
        request: {verb: list, apiGroup: metrics.k8s.io, resource: nodes, scope: cluster}
      - why: read the usage of pods
        request: {verb: list, apiGroup: metrics.k8s.io, resource: pods}
      - why: relate usage to the nodes' capacity
        request: {verb: list, apiGroup: "", resource: nodes, scope: cluster}
      - why: relate usage to the pods' requests
        request: {verb: list, apiGroup: "", resource: pods}
      - why: read the API server's own metrics
        request: {verb: get, nonResourceURL: /metrics}
      - why: read one node's or pod's usage
        optional: true
        request: {verb: get, apiGroup: metrics.k8s.io, resource: pods}

  - id: collect:kubelet-metrics
    title: Collect metrics from the kubelets
    summary: reads usage and volumes from each node's kubelet
    since: 0.2.36
    access: privileged
    risk: get on nodes/proxy reaches all of the kubelet's API, where it runs commands in any pod
    evidence:
      - chart k8s-watcher 1.17.0 adds get and list on nodes/stats and nodes/proxy to metrics.enabled; 0.2.36 is the last agent before it whose version is on record
    steps:
      - why: read the kubelet's summary
        request: {verb: get, apiGroup: "", resource: nodes/stats, scope: cluster}
      - why: reach the kubelet through the API server
        request: {verb: get, apiGroup: "", resource: nodes/proxy, scope: cluster}

  - id: write:event
    title: Write events
    summary: records what the agent does as events
    since: 0.2.140
    access: write
    evidence:
      - chart komodor-agent 2.10.2-RC6 (agent 0.2.140) adds capabilities.events.create with list, get, watch, create, update and patch on events
    steps:
      - why: record an event
        request: {verb: create, apiGroup: "", resource: events}
      - why: count a repeated event
        request: {verb: patch, apiGroup: "", resource: events}
        evidence: [client-go tools/record/event.go]

# The Helm values of each chart. A switch has `from` and `until` (the first version without it), the
# default by the version that set it (unset and without one: nobody can know), and the actions it
# turns on. `keys` are the chart's other values: any other key beside them is a mistake.
dialects:
  - name: k8s-watcher
    title: Helm chart k8s-watcher
    newest: 1.18.17
    marks: [watcher, apiKey, existingSecret, network_mapper]
    always: [watch:customresourcedefinition]
    install:
      repository: komodorio
      url: https://helm-charts.komodor.io
      release: k8s-watcher
      values:
        clusterName: watcher.clusterName
        apiKeySecret: existingSecret
        watchNamespace: watcher.watchNamespace
        namespace: namespace
        createNamespace: createNamespace
    # The chart hands on its value `watcher`; whether Helm actions are on is not among it.
    config:
      configMap: k8s-watcher-config
      key: komodor-k8s-watcher.yaml
      values: {.: watcher}
      watchNamespace: watchNamespace
      secret: k8s-watcher-secret
      implied: {enableHelm: helm.enableActions}
    agents:
      0.1.0: 0.1.0
      0.1.51: 0.1.38
      0.9.0: 0.1.92
      0.11.15: 0.1.103
      0.11.20: 0.1.104
      0.12.0: 0.1.107
      0.16.0: 0.1.108
      0.17.15: 0.1.120
      0.18.0: 0.1.122
      1.1.27: 0.1.158
      1.3.0: 0.1.163
      1.3.15: 0.1.173
      1.4.0: 0.1.175
      1.7.17: 0.1.187
      1.8.0: 0.1.189
      1.14.31: 0.2.36
    switches:
      watcher.actions:
        from: 0.11.15
        until: 0.14.0
        default: false
        turnsOn:
          - actions: [scale:service, delete:pod]
          - {from: 0.13.0, actions: [restart:deployment, restart:statefulset]}
      watcher.actions.basic:
        from: 0.14.0
        default: {0.14.0: false, 1.15.6: true}
        turnsOn:
          - actions: [scale:service, delete:pod, restart:deployment, restart:statefulset, rerun:job, run:cronjob]
          - {from: 0.17.0, actions: [restart:daemonset, rollback:service]}
      watcher.actions.advanced:
        from: 0.14.0
        default: {0.14.0: false, 1.15.6: true}
        turnsOn:
          - actions: [advanced]
            except: [drain:node]
          - {from: 0.18.0, actions: [drain:node]}
          - {until: 0.17.0, actions: [edit:secret, create:secret, delete:secret]}
      watcher.actions.podExec:
        from: 1.3.0
        default: {1.3.0: false, 1.15.6: true}
        actions: [podExec]
      watcher.actions.portforward:
        from: 1.8.0
        default: {1.8.0: false, 1.15.6: true}
        actions: [portforward]
        idle: {from: 1.8.0}
        why: "no template asks it: watcher.actions.podExec writes the rule for pods/portforward"
      helm.enableActions: {from: 1.1.27, default: true, actions: [helm]}
      metrics.enabled:
        from: 1.7.17
        default: {1.7.17: false, 1.14.31: true}
        turnsOn:
          - actions: [collect:metrics]
          - {from: 1.17.0, actions: [collect:kubelet-metrics]}
      watcher.enableAgentTaskExecution:
        from: 0.1.51
        default: {0.1.51: false, 0.10.0: true}
        turnsOn:
          - {until: 0.1.62, actions: [logs:pod]}
          - {from: 0.1.62, with: watcher.allowReadingPodLogs, actions: [logs:pod]}
      watcher.allowReadingPodLogs: {from: 0.1.62, default: {0.10.0: true}, actions: []}
      watcher.resources.event: {from: 0.1.50, default: true, actions: [watch:event]}
      watcher.resources.deployment: {from: 0.1.50, default: true, actions: [watch:deployment]}
      watcher.resources.replicationController: {from: 0.1.50, default: true, actions: [watch:replicationcontroller]}
      watcher.resources.replicaSet: {from: 0.1.50, default: true, actions: [watch:replicaset]}
      watcher.resources.daemonSet: {from: 0.1.50, default: true, actions: [watch:daemonset]}
      watcher.resources.statefulSet: {from: 0.1.50, default: true, actions: [watch:statefulset]}
      watcher.resources.service: {from: 0.1.50, default: true, actions: [watch:service]}
      watcher.resources.pod: {from: 0.1.50, default: true, actions: [watch:pod]}
      watcher.resources.job: {from: 0.1.50, default: true, actions: [watch:job]}
      watcher.resources.cronjob: {from: 0.1.50, default: true, actions: [watch:cronjob]}
      watcher.resources.node: {from: 0.1.50, default: true, actions: [watch:node]}
      watcher.resources.clusterRole: {from: 0.1.50, default: true, actions: [watch:clusterrole]}
      watcher.resources.serviceAccount: {from: 0.1.50, default: true, actions: [watch:serviceaccount]}
      watcher.resources.persistentVolume: {from: 0.1.50, default: true, actions: [watch:persistentvolume]}
      watcher.resources.persistentVolumeClaim: {from: 0.1.50, default: true, actions: [watch:persistentvolumeclaim]}
      watcher.resources.namespace: {from: 0.1.50, default: true, actions: [watch:namespace]}
      watcher.resources.configMap: {from: 0.1.50, default: true, actions: [watch:configmap]}
      watcher.resources.ingress: {from: 0.1.50, default: true, actions: [watch:ingress]}
      watcher.resources.endpoints: {from: 0.1.50, default: true, actions: [watch:endpoints]}
      watcher.resources.storageClass: {from: 0.1.50, default: true, actions: [watch:storageclass]}
      watcher.resources.secret: {from: 0.1.50, default: false, actions: [watch:secret]}
      watcher.resources.limitRange: {from: 0.9.0, default: true, actions: [watch:limitrange]}
      watcher.resources.podTemplate: {from: 0.9.0, default: true, actions: [watch:podtemplate]}
      watcher.resources.resourceQuota: {from: 0.9.0, default: true, actions: [watch:resourcequota]}
      watcher.resources.controllerRevision: {from: 0.9.0, default: true, actions: [watch:controllerrevision]}
      watcher.resources.horizontalPodAutoscaler: {from: 0.9.0, default: true, actions: [watch:horizontalpodautoscaler]}
      watcher.resources.certificateSigningRequest: {from: 0.9.0, default: true, actions: [watch:certificatesigningrequest]}
      watcher.resources.lease: {from: 0.9.0, default: true, actions: [watch:lease]}
      watcher.resources.endpointSlice: {from: 0.9.0, default: true, actions: [watch:endpointslice]}
      watcher.resources.ingressClass: {from: 0.9.0, default: true, actions: [watch:ingressclass]}
      watcher.resources.networkPolicy: {from: 0.9.0, default: true, actions: [watch:networkpolicy]}
      watcher.resources.runtimeClass: {from: 0.9.0, default: true, actions: [watch:runtimeclass]}
      watcher.resources.clusterRoleBinding: {from: 0.9.0, default: true, actions: [watch:clusterrolebinding]}
      watcher.resources.roleBinding: {from: 0.9.0, default: true, actions: [watch:rolebinding]}
      watcher.resources.role: {from: 0.9.0, default: true, actions: [watch:role]}
      watcher.resources.priorityClass: {from: 0.9.0, default: true, actions: [watch:priorityclass]}
      watcher.resources.csiDriver: {from: 0.9.0, default: true, actions: [watch:csidriver]}
      watcher.resources.csiNode: {from: 0.9.0, default: true, actions: [watch:csinode]}
      watcher.resources.csiStorageCapacity: {from: 0.9.0, default: true, actions: [watch:csistoragecapacity]}
      watcher.resources.volumeAttachment: {from: 0.9.0, default: true, actions: [watch:volumeattachment]}
      watcher.resources.rollout: {from: 0.9.0, default: true, actions: [watch:rollout]}
      watcher.resources.admissionRegistrationResources: {from: 0.9.0, default: true, actions: [watch:admissionregistration]}
      watcher.resources.flowControlResources: {from: 0.9.0, default: true, actions: [watch:flowcontrol]}
      watcher.resources.policyResources: {from: 0.9.0, default: true, actions: [watch:poddisruptionbudget, watch:podsecuritypolicy]}
      watcher.resources.authorizationResources: {from: 0.9.0, default: true, actions: [], why: "grants get, list and watch on access reviews, which serve only create"}
      watcher.resources.metrics: {from: 0.9.0, default: true, actions: [], why: "grants reads of metrics.k8s.io, which collect:metrics has"}
      watcher.resources.argoWorkflows.workflows: {from: 1.4.0, default: true, actions: [watch:workflow]}
      watcher.resources.argoWorkflows.workflowTemplates: {from: 1.4.0, default: true, actions: [watch:workflowtemplate]}
      watcher.resources.argoWorkflows.clusterWorkflowTemplates: {from: 1.4.0, default: true, actions: [watch:clusterworkflowtemplate]}
      watcher.resources.argoWorkflows.cronWorkflows: {from: 1.4.0, default: true, actions: [watch:cronworkflow]}
      watcher.resources.allowReadAll: {from: 1.4.0, default: true, actions: [watch:any]}
    keys: [
      replicaCount, image, namespace, createNamespace, enableMemLimitChecks, serviceAccount,
      enableRWCache, tags, proxy, customCa, resources, deploymentAnnotations, podAnnotations,
      existingSecret, apiKey, nodeSelector, helm.volumeSizeLimit, supervisor, daemon,
      network_mapper, watcher.enableAgentTaskExecutionV2, watcher.enableHelm, watcher.daemon,
      watcher.servers, watcher.collectHistory, watcher.watchNamespace, watcher.namespacesDenylist,
      watcher.logsNamespacesDenylist, watcher.logsNamespacesAllowlist, watcher.nameDenylist,
      watcher.redact, watcher.redactLogs, watcher.telemetry, watcher.memoryThresholdSafetyCheck,
      watcher.networkMapper, watcher.monitoringFQDN, watcher.resources.customReadAPIGroups,
      watcher.controller, watcher.clusterName, watcher.tags, watcher.enableHelmActions,
      nameOverride, fullnameOverride, global, affinity, tolerations, priorityClassValue
    ]

  - name: komodor-agent
    title: Helm chart komodor-agent
    newest: 2.17.4-RC7
    marks: [capabilities, allowedResources, components, createRbac, site, apiKey, apiKeySecret, clusterName]
    always: [watch:customresourcedefinition]
    install:
      repository: komodorio
      url: https://helm-charts.komodor.io
      release: komodor-agent
      values:
        clusterName: clusterName
        apiKeySecret: apiKeySecret
        watchNamespace: capabilities.events.watchNamespace
        createNamespace: createNamespace
    # One value switches four groups; what only adds rules is not handed on.
    config:
      configMap: komodor-agent-config
      key: komodor-k8s-watcher.yaml
      values:
        actions.basic: capabilities.actions
        allowReadingPodLogs: capabilities.logs.enabled
        enableHelm: capabilities.helm.enabled
        resources: allowedResources
      watchNamespace: watchNamespace
      secret: komodor-agent-secret
      implied:
        actions.advanced: capabilities.actions
        actions.podExec: capabilities.actions
        actions.portforward: capabilities.actions
        daemon.enabled: capabilities.metrics
    agents:
      2.0.0: 0.2.60
      2.10.2-RC6: 0.2.140
      2.13.2-RC3: 0.2.174
      2.14.0: 0.2.178
      2.17.0: 0.2.197
      2.17.4-RC7: 0.2.221
    switches:
      capabilities.actions:
        from: 2.0.0
        default: true
        turnsOn:
          - actions: [basic, advanced, podExec, portforward]
          - {from: 2.8.1-RC1, actions: [edit:horizontalpodautoscaler, create:horizontalpodautoscaler, delete:horizontalpodautoscaler]}
      capabilities.helm: {from: 2.0.0, until: 2.6.2-RC3, default: true, actions: [helm]}
      capabilities.helm.enabled:
        from: 2.6.2-RC3
        default: true
        parentMayBeBoolean: true
        turnsOn:
          - actions: [read:helm-repo]
          - {unless: capabilities.helm.readonly, actions: [install:helm-chart, revert:helm-chart, uninstall:helm-chart]}
      capabilities.helm.readonly: {from: 2.6.2-RC3, default: false, actions: []}
      capabilities.logs.enabled: {from: 2.0.0, default: true, actions: [logs:pod]}
      capabilities.metrics: {from: 2.0.0, default: true, actions: [collect:metrics, collect:kubelet-metrics]}
      capabilities.rbac: {from: 2.4.1-RC3, default: true, actions: [manage:rbac]}
      capabilities.events.create: {from: 2.10.2-RC6, default: true, actions: [write:event]}
      capabilities.cost.hpa: {from: 2.12.4-RC8, default: true, actions: [edit:scaledobject, edit:scaledjob]}
      capabilities.rbacTempTokens: {from: 2.13.2-RC3, default: true, actions: [issue:token]}
      capabilities.crActions: {from: 2.13.2-RC13, default: true, actions: [edit:any, delete:any]}
      capabilities.impersonation.enabled: {from: 2.17.4-RC7, default: false, actions: [impersonate:user]}
      createRbac: {from: 2.5.8-RC3, default: true, actions: [], why: "off, the chart writes no role at all"}
      allowedResources.event: {from: 2.0.0, default: true, actions: [watch:event]}
      allowedResources.deployment: {from: 2.0.0, default: true, actions: [watch:deployment]}
      allowedResources.replicationController: {from: 2.0.0, default: true, actions: [watch:replicationcontroller]}
      allowedResources.replicaSet: {from: 2.0.0, default: true, actions: [watch:replicaset]}
      allowedResources.daemonSet: {from: 2.0.0, default: true, actions: [watch:daemonset]}
      allowedResources.statefulSet: {from: 2.0.0, default: true, actions: [watch:statefulset]}
      allowedResources.service: {from: 2.0.0, default: true, actions: [watch:service]}
      allowedResources.pod: {from: 2.0.0, default: true, actions: [watch:pod]}
      allowedResources.job: {from: 2.0.0, default: true, actions: [watch:job]}
      allowedResources.cronjob: {from: 2.0.0, default: true, actions: [watch:cronjob]}
      allowedResources.node: {from: 2.0.0, default: true, actions: [watch:node]}
      allowedResources.clusterRole: {from: 2.0.0, default: true, actions: [watch:clusterrole]}
      allowedResources.serviceAccount: {from: 2.0.0, default: true, actions: [watch:serviceaccount]}
      allowedResources.persistentVolume: {from: 2.0.0, default: true, actions: [watch:persistentvolume]}
      allowedResources.persistentVolumeClaim: {from: 2.0.0, default: true, actions: [watch:persistentvolumeclaim]}
      allowedResources.namespace: {from: 2.0.0, default: true, actions: [watch:namespace]}
      allowedResources.configMap: {from: 2.0.0, default: true, actions: [watch:configmap]}
      allowedResources.ingress: {from: 2.0.0, default: true, actions: [watch:ingress]}
      allowedResources.endpoints: {from: 2.0.0, default: true, actions: [watch:endpoints]}
      allowedResources.storageClass: {from: 2.0.0, default: true, actions: [watch:storageclass]}
      allowedResources.secret: {from: 2.0.0, default: true, actions: [watch:secret]}
      allowedResources.limitRange: {from: 2.0.0, default: true, actions: [watch:limitrange]}
      allowedResources.podTemplate: {from: 2.0.0, default: true, actions: [watch:podtemplate]}
      allowedResources.resourceQuota: {from: 2.0.0, default: true, actions: [watch:resourcequota]}
      allowedResources.controllerRevision: {from: 2.0.0, default: true, actions: [watch:controllerrevision]}
      allowedResources.horizontalPodAutoscaler: {from: 2.0.0, default: true, actions: [watch:horizontalpodautoscaler]}
      allowedResources.certificateSigningRequest: {from: 2.0.0, default: true, actions: [watch:certificatesigningrequest]}
      allowedResources.lease: {from: 2.0.0, default: true, actions: [watch:lease]}
      allowedResources.endpointSlice: {from: 2.0.0, default: true, actions: [watch:endpointslice]}
      allowedResources.ingressClass: {from: 2.0.0, default: true, actions: [watch:ingressclass]}
      allowedResources.networkPolicy: {from: 2.0.0, default: true, actions: [watch:networkpolicy]}
      allowedResources.runtimeClass: {from: 2.0.0, default: true, actions: [watch:runtimeclass]}
      allowedResources.clusterRoleBinding: {from: 2.0.0, default: true, actions: [watch:clusterrolebinding]}
      allowedResources.roleBinding: {from: 2.0.0, default: true, actions: [watch:rolebinding]}
      allowedResources.role: {from: 2.0.0, default: true, actions: [watch:role]}
      allowedResources.priorityClass: {from: 2.0.0, default: true, actions: [watch:priorityclass]}
      allowedResources.csiDriver: {from: 2.0.0, default: true, actions: [watch:csidriver]}
      allowedResources.csiNode: {from: 2.0.0, default: true, actions: [watch:csinode]}
      allowedResources.csiStorageCapacity: {from: 2.0.0, default: true, actions: [watch:csistoragecapacity]}
      allowedResources.volumeAttachment: {from: 2.0.0, default: true, actions: [watch:volumeattachment]}
      allowedResources.rollout: {from: 2.0.0, default: true, actions: [watch:rollout]}
      allowedResources.admissionRegistrationResources: {from: 2.0.0, default: true, actions: [watch:admissionregistration]}
      allowedResources.flowControlResources: {from: 2.0.0, default: true, actions: [watch:flowcontrol]}
      allowedResources.podDisruptionBudget: {from: 2.0.0, default: true, actions: [watch:poddisruptionbudget]}
      allowedResources.policyResources: {from: 2.0.0, default: true, actions: [watch:podsecuritypolicy]}
      allowedResources.authorizationResources: {from: 2.0.0, default: true, actions: [], why: "grants get, list and watch on access reviews, which serve only create"}
      allowedResources.metrics: {from: 2.0.0, default: true, actions: [], why: "grants reads of metrics.k8s.io, which collect:metrics has"}
      allowedResources.argoWorkflows.workflows: {from: 2.0.0, default: true, actions: [watch:workflow]}
      allowedResources.argoWorkflows.workflowTemplates: {from: 2.0.0, default: true, actions: [watch:workflowtemplate]}
      allowedResources.argoWorkflows.clusterWorkflowTemplates: {from: 2.0.0, default: true, actions: [watch:clusterworkflowtemplate]}
      allowedResources.argoWorkflows.cronWorkflows: {from: 2.0.0, default: true, actions: [watch:cronworkflow]}
      allowedResources.allowReadAll: {from: 2.0.0, default: true, actions: [watch:any]}
    keys: [
      site, apiKey, apiKeySecret, publicApiKey, publicApiKeySecret, publicApiKeySecretKey,
      createNamespace, tags, clusterName, global, telegrafImageVersion,
      telegrafWindowsImageVersion, admissionControllerVersion, serviceAccount, proxy, customCa,
      imageRepo, pullPolicy, imagePullSecret, capabilities.nodeEnricher,
      capabilities.rbacClusterSyncParams, capabilities.events.watchNamespace,
      capabilities.events.namespacesDenylist, capabilities.events.redact,
      capabilities.events.enableRWCache, capabilities.logs.logsNamespacesDenylist,
      capabilities.logs.logsNamespacesAllowlist, capabilities.logs.nameDenylist,
      capabilities.logs.redact, capabilities.redaction, capabilities.telemetry,
      capabilities.kubectlProxy, capabilities.tasks, capabilities.tunnel,
      capabilities.klaudiaIntegrationSync, capabilities.admissionController, components,
      allowedResources.customReadAPIGroups, communications, nameOverride, fullnameOverride,
      capabilities.networkMapper, capabilities.komodorCRD
    ]

"""#
}
