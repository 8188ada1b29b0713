// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file
// Generated from Sources/Catalog/Data/k8s-watcher.yaml by `make generate`. Do not edit.

/// The built-in catalog, as it is written and as it is read.
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

  /// What the text says, apart from the dialects, as fields that `PackReader` reads.
  static let packed: StaticString = #"""
k8s-watcher	Komodor Kubernetes agent	0.2.221	+komodor	+k8s-watcher	+https://github.com/komodorio/docs	2	-	public.ecr.aws/komodor-public/k8s-watcher	0	+0.2.140	public.ecr.aws/komodor-public/komodor-agent	1	watcher	1.0.0	79	
scale:deployment	Scale a deployment	sets the number of replicas	0	0	+0.1.104	-	operate	0	+zero replicas stop the service	-	2	documentation 2022-07-20 (24059ee) lists "Scale service" with prerequisite agent 0.1.104 and patch on deployments/scale and statefulsets/scale	chart k8s-watcher 0.11.20 ships agent 0.1.104; its watcher.actions adds exactly these rules	0	2	look the deployment up, as kubectl does	1	-	-	-	-	-	get	1	apps	deployments	watched	any	1	kubectl pkg/scale/scale.go	set the number of replicas through the scale subresource	0	-	-	-	-	-	patch	1	apps	deployments/scale	watched	any	0	2	read and write the scale subresource	a client with a precondition on the current replicas reads the scale and updates it	2	get	1	apps	deployments/scale	watched	any	update	1	apps	deployments/scale	watched	any	0	1	client-go scale ScaleInterface	patch the deployment itself	the number of replicas is also a field of the deployment's own spec	1	patch	1	apps	deployments	watched	any	0	0	
scale:statefulset	Scale a statefulset	sets the number of replicas	0	0	+0.1.104	-	operate	0	+zero replicas stop the service	-	2	documentation 2022-07-20 (24059ee) lists "Scale service" with prerequisite agent 0.1.104 and patch on deployments/scale and statefulsets/scale	chart k8s-watcher 0.11.20 ships agent 0.1.104; its watcher.actions adds exactly these rules	0	2	look the statefulset up, as kubectl does	1	-	-	-	-	-	get	1	apps	statefulsets	watched	any	1	kubectl pkg/scale/scale.go	set the number of replicas through the scale subresource	0	-	-	-	-	-	patch	1	apps	statefulsets/scale	watched	any	0	2	read and write the scale subresource	a client with a precondition on the current replicas reads the scale and updates it	2	get	1	apps	statefulsets/scale	watched	any	update	1	apps	statefulsets/scale	watched	any	0	1	client-go scale ScaleInterface	patch the statefulset itself	the number of replicas is also a field of the statefulset's own spec	1	patch	1	apps	statefulsets	watched	any	0	0	
delete:pod	Delete a pod	terminates a pod; its controller starts another	0	0	+0.1.104	-	destructive	0	+a pod without a controller is gone	-	2	documentation 2022-07-20 (24059ee) lists "Delete Pod" with prerequisite agent 0.1.104 and delete on pods	chart k8s-watcher 0.11.20 ships agent 0.1.104; its watcher.actions adds exactly this rule	0	2	delete the pod	0	-	-	-	-	-	delete	1		pods	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1		pods	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
restart:deployment	Restart a deployment	replaces all pods of the deployment by changing an annotation of its template	0	0	+0.1.107	-	operate	0	-	-	2	documentation 2022-07-26 (8b4a69f) adds "Restart service" and patch on deployments, replicasets and statefulsets; its prerequisite still reads agent 0.1.104	chart k8s-watcher 0.13.0 (agent 0.1.107) is the first whose actions grant it	0	2	look the deployment up, as kubectl does	1	-	-	-	-	-	get	1	apps	deployments	watched	any	0	set the restart annotation of the pod template	0	-	-	-	-	-	patch	1	apps	deployments	watched	any	1	kubectl pkg/polymorphichelpers/objectrestarter.go	1	read and update the deployment	a client may write the whole object back instead of a patch	2	get	1	apps	deployments	watched	any	update	1	apps	deployments	watched	any	0	0	
restart:statefulset	Restart a statefulset	replaces all pods of the statefulset by changing an annotation of its template	0	0	+0.1.107	-	operate	0	-	-	2	documentation 2022-07-26 (8b4a69f) adds "Restart service" and patch on deployments, replicasets and statefulsets; its prerequisite still reads agent 0.1.104	chart k8s-watcher 0.13.0 (agent 0.1.107) is the first whose actions grant it	0	2	look the statefulset up, as kubectl does	1	-	-	-	-	-	get	1	apps	statefulsets	watched	any	0	set the restart annotation of the pod template	0	-	-	-	-	-	patch	1	apps	statefulsets	watched	any	1	kubectl pkg/polymorphichelpers/objectrestarter.go	1	read and update the statefulset	a client may write the whole object back instead of a patch	2	get	1	apps	statefulsets	watched	any	update	1	apps	statefulsets	watched	any	0	0	
restart:daemonset	Restart a daemonset	replaces all pods of the daemonset by changing an annotation of its template	0	0	+0.1.108	-	operate	0	-	-	3	documentation 2022-08-16 (ff7c6c1) adds patch on daemonsets; its prerequisite still reads agent 0.1.104	documentation 2022-09-13 (5d0e7a8, RBAC) names restart for daemonset	chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.basic grants it	0	2	look the daemonset up, as kubectl does	1	-	-	-	-	-	get	1	apps	daemonsets	watched	any	0	set the restart annotation of the pod template	0	-	-	-	-	-	patch	1	apps	daemonsets	watched	any	1	kubectl pkg/polymorphichelpers/objectrestarter.go	1	read and update the daemonset	a client may write the whole object back instead of a patch	2	get	1	apps	daemonsets	watched	any	update	1	apps	daemonsets	watched	any	0	0	
rollback:deployment	Roll a deployment back	sets the pod template back to that of an earlier replica set	0	0	+0.1.108	-	operate	0	-	-	2	documentation 2022-08-16 (ff7c6c1) adds "Rollback service"; its prerequisite still reads agent 0.1.104	documentation 2022-07-07 (ae19952) announced revert among the first release's actions	0	3	its selector and current revision decide which replica set to go back to	0	-	-	-	-	-	get	1	apps	deployments	watched	any	1	kubectl pkg/polymorphichelpers/rollback.go	the earlier pod template is read from the deployment's replica sets	0	-	-	-	-	-	list	1	apps	replicasets	watched	none	1	kubectl pkg/polymorphichelpers/rollback.go	write the earlier pod template	0	-	-	-	-	-	patch	1	apps	deployments	watched	any	0	1	update the deployment instead of patching it	a client may write the whole object back instead of a patch	3	get	1	apps	deployments	watched	any	list	1	apps	replicasets	watched	none	update	1	apps	deployments	watched	any	0	0	
rollback:statefulset	Roll a statefulset back	sets the pod template back to that of an earlier controller revision	0	0	+0.1.108	-	operate	0	-	-	1	documentation 2022-08-16 (ff7c6c1) adds "Rollback service"; its prerequisite still reads agent 0.1.104	0	3	its selector and current revision decide which revision to go back to	0	-	-	-	-	-	get	1	apps	statefulsets	watched	any	1	kubectl pkg/polymorphichelpers/rollback.go	the earlier pod template is read from the controller revisions	0	-	-	-	-	-	list	1	apps	controllerrevisions	watched	none	1	kubectl pkg/polymorphichelpers/rollback.go	write the earlier pod template	0	-	-	-	-	-	patch	1	apps	statefulsets	watched	any	0	0	
rollback:daemonset	Roll a daemonset back	sets the pod template back to that of an earlier controller revision	0	0	+0.1.108	-	operate	0	-	-	1	documentation 2022-08-16 (ff7c6c1) adds "Rollback service"; its prerequisite still reads agent 0.1.104	0	3	its selector and current revision decide which revision to go back to	0	-	-	-	-	-	get	1	apps	daemonsets	watched	any	1	kubectl pkg/polymorphichelpers/rollback.go	the earlier pod template is read from the controller revisions	0	-	-	-	-	-	list	1	apps	controllerrevisions	watched	none	1	kubectl pkg/polymorphichelpers/rollback.go	write the earlier pod template	0	-	-	-	-	-	patch	1	apps	daemonsets	watched	any	0	0	
rerun:job	Re-run a job	replaces a finished job by a copy of itself	0	0	+0.1.107	-	operate	0	+the old job and its pods are deleted	-	2	documentation 2022-07-26 (8b4a69f) adds "Re-trigger Job" and delete, create on jobs; its prerequisite still reads agent 0.1.104	chart k8s-watcher 0.14.0 (agent 0.1.107) is the first whose watcher.actions.basic grants it	0	3	the new job is a copy of the old one, whose template cannot be changed	0	-	-	-	-	-	get	1	batch	jobs	watched	any	0	make room for a job of the same name	0	-	-	-	-	-	delete	1	batch	jobs	watched	any	0	create the copy	0	-	-	-	-	-	create	1	batch	jobs	watched	none	0	1	create the copy under a new name	the old job can stay where a new name is acceptable	2	get	1	batch	jobs	watched	any	create	1	batch	jobs	watched	none	0	0	
run:cronjob	Run a cron job now	creates a job from the cron job's template	0	0	+0.1.107	-	operate	0	-	-	2	documentation 2022-07-26 (8b4a69f) adds "Re-trigger CronJob" and create on jobs; its prerequisite still reads agent 0.1.104	documentation 2022-09-13 (5d0e7a8, RBAC) names run for cronjob	1	rerun:cronjob	3	the job is made from the cron job's template	0	-	-	-	-	-	get	1	batch	cronjobs	watched	any	1	kubectl pkg/cmd/create/create_job.go	create the job	0	-	-	-	-	-	create	1	batch	jobs	watched	none	1	kubectl pkg/cmd/create/create_job.go	own the job with blockOwnerDeletion, where OwnerReferencesPermissionEnforcement is on (OpenShift)	1	-	-	-	-	-	update	1	batch	cronjobs/finalizers	watched	any	1	kubernetes plugin/pkg/admission/gc/gc_admission.go	0	
suspend:cronjob	Suspend a cron job	stops the cron job from starting jobs	0	0	+0.1.108	-	operate	0	-	-	2	chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.advanced grants patch on cronjobs in batch	documentation 2022-08-16 (ff7c6c1) lists patch on cronjobs; its prerequisite still reads agent 0.1.104	0	2	look the cron job up, as kubectl does	1	-	-	-	-	-	get	1	batch	cronjobs	watched	any	0	set spec.suspend	0	-	-	-	-	-	patch	1	batch	cronjobs	watched	any	0	1	read and update the cron job	a client may write the whole object back instead of a patch	2	get	1	batch	cronjobs	watched	any	update	1	batch	cronjobs	watched	any	0	0	
resume:cronjob	Resume a cron job	lets a suspended cron job start jobs again	0	0	+0.1.108	-	operate	0	-	-	2	chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.advanced grants patch on cronjobs in batch	documentation 2022-08-16 (ff7c6c1) lists patch on cronjobs; its prerequisite still reads agent 0.1.104	0	2	look the cron job up, as kubectl does	1	-	-	-	-	-	get	1	batch	cronjobs	watched	any	0	set spec.suspend	0	-	-	-	-	-	patch	1	batch	cronjobs	watched	any	0	1	read and update the cron job	a client may write the whole object back instead of a patch	2	get	1	batch	cronjobs	watched	any	update	1	batch	cronjobs	watched	any	0	0	
cordon:node	Cordon a node	keeps new pods away from the node	0	0	+0.1.108	-	operate	0	-	-	2	documentation 2022-08-11 (1040179) adds "Cordon/Uncordon node" and patch on nodes; its prerequisite still reads agent 0.1.104	chart k8s-watcher 0.16.0 (agent 0.1.108) is the first with patch on nodes alone; 0.14.0 (agent 0.1.107) had granted all writes on nodes	0	2	look the node up, as kubectl does	1	-	-	-	-	-	get	1		nodes	cluster	any	1	kubectl pkg/drain/cordon.go	set spec.unschedulable	0	-	-	-	-	-	patch	1		nodes	cluster	any	1	kubectl pkg/drain/cordon.go	1	read and update the node	kubectl does so when it cannot compute a patch	2	get	1		nodes	cluster	any	update	1		nodes	cluster	any	0	1	kubectl pkg/drain/cordon.go	
uncordon:node	Uncordon a node	lets new pods come to the node again	0	0	+0.1.108	-	operate	0	-	-	2	documentation 2022-08-11 (1040179) adds "Cordon/Uncordon node" and patch on nodes; its prerequisite still reads agent 0.1.104	chart k8s-watcher 0.16.0 (agent 0.1.108) is the first with patch on nodes alone; 0.14.0 (agent 0.1.107) had granted all writes on nodes	0	2	look the node up, as kubectl does	1	-	-	-	-	-	get	1		nodes	cluster	any	1	kubectl pkg/drain/cordon.go	set spec.unschedulable	0	-	-	-	-	-	patch	1		nodes	cluster	any	1	kubectl pkg/drain/cordon.go	1	read and update the node	kubectl does so when it cannot compute a patch	2	get	1		nodes	cluster	any	update	1		nodes	cluster	any	0	1	kubectl pkg/drain/cordon.go	
drain:node	Drain a node	cordons the node and evicts its pods	0	0	+0.1.122	-	destructive	1	cordon:node	+evicts every pod of the node, within what their disruption budgets allow	-	2	documentation 2022-09-13 (5d0e7a8) adds create on pods/eviction, without listing drain among the actions; its prerequisite still reads agent 0.1.104	chart k8s-watcher 0.18.0 (agent 0.1.122) is the first whose watcher.actions.advanced grants it	0	4	find the pods of the node, in every namespace	0	-	-	-	-	-	list	1		pods	cluster	none	1	kubectl pkg/drain/drain.go	tell the pods of a daemon set, which stay	0	-	-	-	-	-	get	1	apps	daemonsets	cluster	any	1	kubectl pkg/drain/filters.go	evict each pod; the subresource is in the core group whatever group its body has	0	-	-	-	-	-	create	1		pods/eviction	cluster	any	1	kubectl pkg/drain/drain.go	wait until each pod is gone	1	-	-	-	-	-	get	1		pods	cluster	any	1	kubectl pkg/drain/drain.go	1	delete the pods instead of evicting them	as kubectl does with --disable-eviction; disruption budgets are then not heeded	3	list	1		pods	cluster	none	get	1	apps	daemonsets	cluster	any	delete	1		pods	cluster	any	0	1	kubectl pkg/drain/drain.go	
exec:pod	Open a shell in a pod	runs a command in a container	0	0	+0.1.173	-	privileged	0	+whoever may open a shell may do what the pod may do, with its secrets and service account	-	3	documentation 2023-02-14 (2d1a712, PodShell) requires agent 0.1.173 and create on pods/exec	documentation spells the action exec:pod (RBAC) and pod:exec (PodShell)	chart k8s-watcher 1.3.0 (agent 0.1.163) already had watcher.actions.podExec; 1.3.15 ships agent 0.1.173	0	4	look the pod and its containers up, as kubectl does	1	-	-	-	-	-	get	1		pods	watched	any	1	kubectl pkg/cmd/exec/exec.go	open the stream over SPDY	0	-	-	-	-	+spdy	create	1		pods/exec	watched	any	1	kubernetes pkg/registry/core/pod/rest/subresources.go	open the stream over WebSocket	0	-	-	-	-	+websocket	get	1		pods/exec	watched	any	1	kubernetes pkg/registry/core/pod/rest/subresources.go	since 1.35 a WebSocket stream is authorized as a create, too	0	+1.35	-	-	-	+websocket	create	1		pods/exec	watched	any	1	kubernetes pull request 134577	0	
port-forward:pod	Forward a port of a pod	opens a connection to a port of a pod	0	0	+0.1.189	-	privileged	0	+reaches ports that network policies keep others from	-	2	chart k8s-watcher 1.8.0 (agent 0.1.189) adds watcher.actions.portforward, and create on pods/portforward also to podExec	no document names the action	0	4	look the pod up, as kubectl does	1	-	-	-	-	-	get	1		pods	watched	any	1	kubectl pkg/cmd/portforward/portforward.go	open the stream over SPDY	0	-	-	-	-	+spdy	create	1		pods/portforward	watched	any	1	kubernetes pkg/registry/core/pod/rest/subresources.go	open the stream over WebSocket	0	-	-	-	-	+websocket	get	1		pods/portforward	watched	any	1	kubernetes pkg/registry/core/pod/rest/subresources.go	since 1.35 a WebSocket stream is authorized as a create, too	0	+1.35	-	-	-	+websocket	create	1		pods/portforward	watched	any	1	kubernetes pull request 134577	0	
set-resources:deployment	Change the requests and limits of a deployment	changes the resources of the containers in the template of the deployment	0	0	+0.1.108	-	operate	0	-	-	2	documentation 2022-07-07 (ae19952) announced changing requests and limits; documentation 2022-08-11 (1040179) has it as editing	chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.advanced grants it in the right API group	0	2	look the deployment up, as kubectl does	1	-	-	-	-	-	get	1	apps	deployments	watched	any	0	change the resources in the pod template	0	-	-	-	-	-	patch	1	apps	deployments	watched	any	1	kubectl pkg/cmd/set/set_resources.go	1	read and update the deployment	a client may write the whole object back instead of a patch	2	get	1	apps	deployments	watched	any	update	1	apps	deployments	watched	any	0	0	
set-resources:statefulset	Change the requests and limits of a statefulset	changes the resources of the containers in the template of the statefulset	0	0	+0.1.108	-	operate	0	-	-	2	documentation 2022-07-07 (ae19952) announced changing requests and limits; documentation 2022-08-11 (1040179) has it as editing	chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.advanced grants it in the right API group	0	2	look the statefulset up, as kubectl does	1	-	-	-	-	-	get	1	apps	statefulsets	watched	any	0	change the resources in the pod template	0	-	-	-	-	-	patch	1	apps	statefulsets	watched	any	1	kubectl pkg/cmd/set/set_resources.go	1	read and update the statefulset	a client may write the whole object back instead of a patch	2	get	1	apps	statefulsets	watched	any	update	1	apps	statefulsets	watched	any	0	0	
set-resources:daemonset	Change the requests and limits of a daemonset	changes the resources of the containers in the template of the daemonset	0	0	+0.1.108	-	operate	0	-	-	2	documentation 2022-07-07 (ae19952) announced changing requests and limits; documentation 2022-08-11 (1040179) has it as editing	chart k8s-watcher 0.17.0 (agent 0.1.108) is the first whose watcher.actions.advanced grants it in the right API group	0	2	look the daemonset up, as kubectl does	1	-	-	-	-	-	get	1	apps	daemonsets	watched	any	0	change the resources in the pod template	0	-	-	-	-	-	patch	1	apps	daemonsets	watched	any	1	kubectl pkg/cmd/set/set_resources.go	1	read and update the daemonset	a client may write the whole object back instead of a patch	2	get	1	apps	daemonsets	watched	any	update	1	apps	daemonsets	watched	any	0	0	
edit:pod	Edit a pod	changes a pod	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the pod up, as kubectl does	1	-	-	-	-	-	get	1		pods	watched	any	0	write the change	0	-	-	-	-	-	patch	1		pods	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the pod	the documents also grant update, which writes the whole object	1	update	1		pods	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:configmap	Edit a configmap	changes a configmap	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the configmap up, as kubectl does	1	-	-	-	-	-	get	1		configmaps	watched	any	0	write the change	0	-	-	-	-	-	patch	1		configmaps	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the configmap	the documents also grant update, which writes the whole object	1	update	1		configmaps	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:service	Edit a service	changes a service	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the service up, as kubectl does	1	-	-	-	-	-	get	1		services	watched	any	0	write the change	0	-	-	-	-	-	patch	1		services	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the service	the documents also grant update, which writes the whole object	1	update	1		services	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:persistentvolume	Edit a persistentvolume	changes a persistentvolume	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the persistentvolume up, as kubectl does	1	-	-	-	-	-	get	1		persistentvolumes	cluster	any	0	write the change	0	-	-	-	-	-	patch	1		persistentvolumes	cluster	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the persistentvolume	the documents also grant update, which writes the whole object	1	update	1		persistentvolumes	cluster	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:persistentvolumeclaim	Edit a persistentvolumeclaim	changes a persistentvolumeclaim	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the persistentvolumeclaim up, as kubectl does	1	-	-	-	-	-	get	1		persistentvolumeclaims	watched	any	0	write the change	0	-	-	-	-	-	patch	1		persistentvolumeclaims	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the persistentvolumeclaim	the documents also grant update, which writes the whole object	1	update	1		persistentvolumeclaims	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:deployment	Edit a deployment	changes a deployment	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the deployment up, as kubectl does	1	-	-	-	-	-	get	1	apps	deployments	watched	any	0	write the change	0	-	-	-	-	-	patch	1	apps	deployments	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the deployment	the documents also grant update, which writes the whole object	1	update	1	apps	deployments	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:statefulset	Edit a statefulset	changes a statefulset	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the statefulset up, as kubectl does	1	-	-	-	-	-	get	1	apps	statefulsets	watched	any	0	write the change	0	-	-	-	-	-	patch	1	apps	statefulsets	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the statefulset	the documents also grant update, which writes the whole object	1	update	1	apps	statefulsets	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:daemonset	Edit a daemonset	changes a daemonset	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the daemonset up, as kubectl does	1	-	-	-	-	-	get	1	apps	daemonsets	watched	any	0	write the change	0	-	-	-	-	-	patch	1	apps	daemonsets	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the daemonset	the documents also grant update, which writes the whole object	1	update	1	apps	daemonsets	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:replicaset	Edit a replicaset	changes a replicaset	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the replicaset up, as kubectl does	1	-	-	-	-	-	get	1	apps	replicasets	watched	any	0	write the change	0	-	-	-	-	-	patch	1	apps	replicasets	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the replicaset	the documents also grant update, which writes the whole object	1	update	1	apps	replicasets	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:job	Edit a job	changes a job	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the job up, as kubectl does	1	-	-	-	-	-	get	1	batch	jobs	watched	any	0	write the change	0	-	-	-	-	-	patch	1	batch	jobs	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the job	the documents also grant update, which writes the whole object	1	update	1	batch	jobs	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:cronjob	Edit a cronjob	changes a cronjob	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the cronjob up, as kubectl does	1	-	-	-	-	-	get	1	batch	cronjobs	watched	any	0	write the change	0	-	-	-	-	-	patch	1	batch	cronjobs	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the cronjob	the documents also grant update, which writes the whole object	1	update	1	batch	cronjobs	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:ingress	Edit a ingress	changes a ingress	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the ingress up, as kubectl does	1	-	-	-	-	-	get	1	networking.k8s.io	ingresses	watched	any	0	write the change	0	-	-	-	-	-	patch	1	networking.k8s.io	ingresses	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the ingress	the documents also grant update, which writes the whole object	1	update	1	networking.k8s.io	ingresses	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:networkpolicy	Edit a networkpolicy	changes a networkpolicy	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) adds "Edit resources" and delete, patch, update, create; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	look the networkpolicy up, as kubectl does	1	-	-	-	-	-	get	1	networking.k8s.io	networkpolicies	watched	any	0	write the change	0	-	-	-	-	-	patch	1	networking.k8s.io	networkpolicies	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	1	replace the networkpolicy	the documents also grant update, which writes the whole object	1	update	1	networking.k8s.io	networkpolicies	watched	any	0	1	kubectl pkg/cmd/replace/replace.go	
edit:storageclass	Edit a storageclass	changes the few fields of a storageclass that can change	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) lists storage classes; its prerequisite still reads agent 0.1.104	the documents and the charts name storageclasses in the core group, where they never were; the requests go to storage.k8s.io	0	2	look the storageclass up, as kubectl does	1	-	-	-	-	-	get	1	storage.k8s.io	storageclasses	cluster	any	0	write the change	0	-	-	-	-	-	patch	1	storage.k8s.io	storageclasses	cluster	any	1	kubectl pkg/cmd/util/editor/editoptions.go	0	
edit:secret	Edit a secret	changes a secret	0	0	+0.1.108	-	privileged	0	+a secret is credentials of somebody else	-	2	documentation 2022-09-13 (5d0e7a8, RBAC) names edit and delete for secret	documentation 2022-08-16 (ff7c6c1) takes secrets out of the permissions that watcher.actions.advanced grants; chart k8s-watcher 0.14.0 to 0.16.0 had them	0	2	look the secret up, as kubectl does	1	-	-	-	-	-	get	1		secrets	watched	any	0	write the change	0	-	-	-	-	-	patch	1		secrets	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	0	
edit:horizontalpodautoscaler	Edit a horizontalpodautoscaler	changes a horizontalpodautoscaler	0	0	+0.2.60	-	write	0	-	-	2	chart komodor-agent 2.8.1-RC1 (2025-02-13) adds the rule; 0.2.60 is the last agent before it whose version is on record	no document names the action	0	2	look the horizontalpodautoscaler up, as kubectl does	1	-	-	-	-	-	get	1	autoscaling	horizontalpodautoscalers	watched	any	0	write the change	0	-	-	-	-	-	patch	1	autoscaling	horizontalpodautoscalers	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	0	
edit:scaledobject	Edit a scaledobject	changes a scaledobject of KEDA	0	0	+0.2.140	-	write	0	-	-	2	chart komodor-agent 2.13.0 (2025-11-09) adds capabilities.cost.hpa, which grants get, list, patch and update; 0.2.140 is the last agent before it whose version is on record	no document names the action	0	2	look the scaledobject up, as kubectl does	1	-	-	-	-	-	get	1	keda.sh	scaledobjects	watched	any	0	write the change	0	-	-	-	-	-	patch	1	keda.sh	scaledobjects	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	0	
edit:scaledjob	Edit a scaledjob	changes a scaledjob of KEDA	0	0	+0.2.140	-	write	0	-	-	2	chart komodor-agent 2.13.0 (2025-11-09) adds capabilities.cost.hpa, which grants get, list, patch and update; 0.2.140 is the last agent before it whose version is on record	no document names the action	0	2	look the scaledjob up, as kubectl does	1	-	-	-	-	-	get	1	keda.sh	scaledjobs	watched	any	0	write the change	0	-	-	-	-	-	patch	1	keda.sh	scaledjobs	watched	any	1	kubectl pkg/cmd/util/editor/editoptions.go	0	
create:pod	Create a pod	creates a pod	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the pod; the request names no object	0	-	-	-	-	-	create	1		pods	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1		pods	watched	any	create	1		pods	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:configmap	Create a configmap	creates a configmap	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the configmap; the request names no object	0	-	-	-	-	-	create	1		configmaps	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1		configmaps	watched	any	create	1		configmaps	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:service	Create a service	creates a service	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the service; the request names no object	0	-	-	-	-	-	create	1		services	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1		services	watched	any	create	1		services	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:persistentvolume	Create a persistentvolume	creates a persistentvolume	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the persistentvolume; the request names no object	0	-	-	-	-	-	create	1		persistentvolumes	cluster	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1		persistentvolumes	cluster	any	create	1		persistentvolumes	cluster	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:persistentvolumeclaim	Create a persistentvolumeclaim	creates a persistentvolumeclaim	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the persistentvolumeclaim; the request names no object	0	-	-	-	-	-	create	1		persistentvolumeclaims	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1		persistentvolumeclaims	watched	any	create	1		persistentvolumeclaims	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:deployment	Create a deployment	creates a deployment	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the deployment; the request names no object	0	-	-	-	-	-	create	1	apps	deployments	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	apps	deployments	watched	any	create	1	apps	deployments	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:statefulset	Create a statefulset	creates a statefulset	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the statefulset; the request names no object	0	-	-	-	-	-	create	1	apps	statefulsets	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	apps	statefulsets	watched	any	create	1	apps	statefulsets	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:daemonset	Create a daemonset	creates a daemonset	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the daemonset; the request names no object	0	-	-	-	-	-	create	1	apps	daemonsets	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	apps	daemonsets	watched	any	create	1	apps	daemonsets	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:replicaset	Create a replicaset	creates a replicaset	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the replicaset; the request names no object	0	-	-	-	-	-	create	1	apps	replicasets	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	apps	replicasets	watched	any	create	1	apps	replicasets	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:job	Create a job	creates a job	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the job; the request names no object	0	-	-	-	-	-	create	1	batch	jobs	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	batch	jobs	watched	any	create	1	batch	jobs	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:cronjob	Create a cronjob	creates a cronjob	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the cronjob; the request names no object	0	-	-	-	-	-	create	1	batch	cronjobs	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	batch	cronjobs	watched	any	create	1	batch	cronjobs	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:ingress	Create a ingress	creates a ingress	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the ingress; the request names no object	0	-	-	-	-	-	create	1	networking.k8s.io	ingresses	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	networking.k8s.io	ingresses	watched	any	create	1	networking.k8s.io	ingresses	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:networkpolicy	Create a networkpolicy	creates a networkpolicy	0	0	+0.1.108	-	write	0	+a pod or a workload may be made to run under any service account of its namespace	-	2	documentation 2022-08-11 (1040179) adds "Create resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group	0	1	create the networkpolicy; the request names no object	0	-	-	-	-	-	create	1	networking.k8s.io	networkpolicies	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	networking.k8s.io	networkpolicies	watched	any	create	1	networking.k8s.io	networkpolicies	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:storageclass	Create a storageclass	creates a storageclass	0	0	+0.1.108	-	write	0	-	-	2	documentation 2022-08-11 (1040179) lists storage classes; its prerequisite still reads agent 0.1.104	the documents and the charts name storageclasses in the core group, where they never were; the requests go to storage.k8s.io	0	1	create the storageclass; the request names no object	0	-	-	-	-	-	create	1	storage.k8s.io	storageclasses	cluster	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	storage.k8s.io	storageclasses	cluster	any	create	1	storage.k8s.io	storageclasses	cluster	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:secret	Create a secret	creates a secret	0	0	+0.1.108	-	privileged	0	+a secret of type service-account-token becomes a token of that account	-	2	documentation 2022-09-13 (5d0e7a8, RBAC) names edit and delete for secret	documentation 2022-08-16 (ff7c6c1) takes secrets out of the permissions that watcher.actions.advanced grants; chart k8s-watcher 0.14.0 to 0.16.0 had them	0	1	create the secret; the request names no object	0	-	-	-	-	-	create	1		secrets	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1		secrets	watched	any	create	1		secrets	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
create:horizontalpodautoscaler	Create a horizontalpodautoscaler	creates a horizontalpodautoscaler	0	0	+0.2.60	-	write	0	-	-	2	chart komodor-agent 2.8.1-RC1 (2025-02-13) adds the rule; 0.2.60 is the last agent before it whose version is on record	no document names the action	0	1	create the horizontalpodautoscaler; the request names no object	0	-	-	-	-	-	create	1	autoscaling	horizontalpodautoscalers	watched	none	0	1	server-side apply	an apply that creates is authorized as a patch and as a create with the object's name	2	patch	1	autoscaling	horizontalpodautoscalers	watched	any	create	1	autoscaling	horizontalpodautoscalers	watched	any	0	1	kubernetes apiserver pkg/endpoints/handlers/patch.go	
delete:configmap	Delete a configmap	deletes a configmap	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the configmap	0	-	-	-	-	-	delete	1		configmaps	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1		configmaps	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:service	Delete a service	deletes a service	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the service	0	-	-	-	-	-	delete	1		services	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1		services	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:persistentvolume	Delete a persistentvolume	deletes a persistentvolume	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the persistentvolume	0	-	-	-	-	-	delete	1		persistentvolumes	cluster	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1		persistentvolumes	cluster	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:persistentvolumeclaim	Delete a persistentvolumeclaim	deletes a persistentvolumeclaim	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the persistentvolumeclaim	0	-	-	-	-	-	delete	1		persistentvolumeclaims	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1		persistentvolumeclaims	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:deployment	Delete a deployment	deletes a deployment	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the deployment	0	-	-	-	-	-	delete	1	apps	deployments	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	apps	deployments	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:statefulset	Delete a statefulset	deletes a statefulset	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the statefulset	0	-	-	-	-	-	delete	1	apps	statefulsets	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	apps	statefulsets	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:daemonset	Delete a daemonset	deletes a daemonset	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the daemonset	0	-	-	-	-	-	delete	1	apps	daemonsets	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	apps	daemonsets	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:replicaset	Delete a replicaset	deletes a replicaset	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the replicaset	0	-	-	-	-	-	delete	1	apps	replicasets	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	apps	replicasets	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:job	Delete a job	deletes a job	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the job	0	-	-	-	-	-	delete	1	batch	jobs	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	batch	jobs	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:cronjob	Delete a cronjob	deletes a cronjob	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the cronjob	0	-	-	-	-	-	delete	1	batch	cronjobs	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	batch	cronjobs	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:ingress	Delete a ingress	deletes a ingress	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the ingress	0	-	-	-	-	-	delete	1	networking.k8s.io	ingresses	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	networking.k8s.io	ingresses	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:networkpolicy	Delete a networkpolicy	deletes a networkpolicy	0	0	+0.1.108	-	destructive	0	+what is deleted is gone, with what it owns	-	2	documentation 2022-08-11 (1040179) adds "Delete resources"; its prerequisite still reads agent 0.1.104	documentation 2022-08-16 (ff7c6c1) gives each kind its own API group, and takes secrets out	0	2	delete the networkpolicy	0	-	-	-	-	-	delete	1	networking.k8s.io	networkpolicies	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	networking.k8s.io	networkpolicies	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:storageclass	Delete a storageclass	deletes a storageclass	0	0	+0.1.108	-	destructive	0	-	-	2	documentation 2022-08-11 (1040179) lists storage classes; its prerequisite still reads agent 0.1.104	the documents and the charts name storageclasses in the core group, where they never were; the requests go to storage.k8s.io	0	2	delete the storageclass	0	-	-	-	-	-	delete	1	storage.k8s.io	storageclasses	cluster	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	storage.k8s.io	storageclasses	cluster	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:secret	Delete a secret	deletes a secret	0	0	+0.1.108	-	destructive	0	-	-	2	documentation 2022-09-13 (5d0e7a8, RBAC) names edit and delete for secret	documentation 2022-08-16 (ff7c6c1) takes secrets out of the permissions that watcher.actions.advanced grants; chart k8s-watcher 0.14.0 to 0.16.0 had them	0	2	delete the secret	0	-	-	-	-	-	delete	1		secrets	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1		secrets	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
delete:horizontalpodautoscaler	Delete a horizontalpodautoscaler	deletes a horizontalpodautoscaler	0	0	+0.2.60	-	destructive	0	-	-	2	chart komodor-agent 2.8.1-RC1 (2025-02-13) adds the rule; 0.2.60 is the last agent before it whose version is on record	no document names the action	0	2	delete the horizontalpodautoscaler	0	-	-	-	-	-	delete	1	autoscaling	horizontalpodautoscalers	watched	any	0	see whether it is gone, as kubectl does when it waits	1	-	-	-	-	-	get	1	autoscaling	horizontalpodautoscalers	watched	any	1	kubectl pkg/cmd/delete/delete.go	0	
edit:any	Edit any resource	changes an object of any kind	0	0	+0.1.108	-	privileged	0	-	+reaches every resource of every API group, roles and bindings included, so no role for it is minimal; name the kinds instead, as in edit:configmap	2	documentation 2022-09-13 (5d0e7a8, RBAC) has edit:*	chart komodor-agent 2.13.2-RC13 adds capabilities.crActions with delete, list, get, watch and patch on everything	0	1	write the change	0	-	-	-	-	-	patch	1	*	*	watched	any	0	0	
delete:any	Delete any resource	deletes an object of any kind	0	0	+0.1.108	-	privileged	0	-	+reaches every resource of every API group, so no role for it is minimal; name the kinds instead, as in delete:configmap	2	documentation 2022-09-13 (5d0e7a8, RBAC) has delete:*	chart komodor-agent 2.13.2-RC13 adds capabilities.crActions with delete, list, get, watch and patch on everything	0	1	delete the object	0	-	-	-	-	-	delete	1	*	*	watched	any	0	0	
read:helm-repo	Show what Helm has installed and what its repositories offer	reads the releases to compare them with the charts of a repository	0	0	+0.1.158	-	privileged	0	-	+Helm keeps releases in secrets, and RBAC cannot tell those from others, so reading one list reads every secret	2	documentation 2023-01-25 (3fcc577, Helm) requires agent 0.1.158 and says that the agent reads and manipulates secrets	chart k8s-watcher 1.1.27 (agent 0.1.158) adds helm.enableActions with create, update, delete, list, get and watch on secrets	0	2	find the releases by their label	0	-	-	-	-	-	list	1		secrets	watched	none	1	helm pkg/storage/driver/secrets.go	read a release	0	-	-	-	-	-	get	1		secrets	watched	any	1	helm pkg/storage/driver/secrets.go	0	
install:helm-chart	Install or upgrade a Helm chart	installs a chart, or changes the version or the values of a release	0	0	+0.1.158	-	privileged	0	-	+also needs get, patch and create on whatever the chart contains; these rules only cover the release's own record	2	documentation 2023-01-25 (3fcc577, Helm) requires agent 0.1.158 and says that the agent reads and manipulates secrets	chart k8s-watcher 1.1.27 (agent 0.1.158) adds helm.enableActions with create, update, delete, list, get and watch on secrets	1	upgrade:helm-chart	5	find the releases by their label	0	-	-	-	-	-	list	1		secrets	watched	none	1	helm pkg/storage/driver/secrets.go	read a release	0	-	-	-	-	-	get	1		secrets	watched	any	1	helm pkg/storage/driver/secrets.go	record the new revision	0	-	-	-	-	-	create	1		secrets	watched	none	1	helm pkg/storage/driver/secrets.go	mark the revision as deployed and the earlier one as superseded	0	-	-	-	-	-	update	1		secrets	watched	any	1	helm pkg/storage/driver/secrets.go	delete the oldest revisions where the history is limited	1	-	-	-	-	-	delete	1		secrets	watched	any	1	helm pkg/storage/storage.go	0	
revert:helm-chart	Roll a Helm release back	installs an earlier revision of a release again	0	0	+0.1.158	-	privileged	0	-	+also needs get, patch, create and delete on whatever the release contains; these rules only cover the release's own record	2	documentation 2023-01-25 (3fcc577, Helm) requires agent 0.1.158 and says that the agent reads and manipulates secrets	chart k8s-watcher 1.1.27 (agent 0.1.158) adds helm.enableActions with create, update, delete, list, get and watch on secrets	0	5	find the releases by their label	0	-	-	-	-	-	list	1		secrets	watched	none	1	helm pkg/storage/driver/secrets.go	read a release	0	-	-	-	-	-	get	1		secrets	watched	any	1	helm pkg/storage/driver/secrets.go	record the new revision	0	-	-	-	-	-	create	1		secrets	watched	none	1	helm pkg/storage/driver/secrets.go	mark the revision as deployed and the earlier one as superseded	0	-	-	-	-	-	update	1		secrets	watched	any	1	helm pkg/storage/driver/secrets.go	delete the oldest revisions where the history is limited	1	-	-	-	-	-	delete	1		secrets	watched	any	1	helm pkg/storage/storage.go	0	
uninstall:helm-chart	Uninstall a Helm release	deletes a release and what it contains	0	0	+0.1.158	-	privileged	0	-	+also needs delete on whatever the release contains; these rules only cover the release's own record	3	documentation 2023-01-25 (3fcc577, Helm) requires agent 0.1.158 and says that the agent reads and manipulates secrets	chart k8s-watcher 1.1.27 (agent 0.1.158) adds helm.enableActions with create, update, delete, list, get and watch on secrets	chart komodor-agent 2.1.0 adds delete, list and get on everything, to uninstall charts	0	4	find the releases by their label	0	-	-	-	-	-	list	1		secrets	watched	none	1	helm pkg/storage/driver/secrets.go	read a release	0	-	-	-	-	-	get	1		secrets	watched	any	1	helm pkg/storage/driver/secrets.go	mark the revision as deployed and the earlier one as superseded	0	-	-	-	-	-	update	1		secrets	watched	any	1	helm pkg/storage/driver/secrets.go	delete the release's revisions	0	-	-	-	-	-	delete	1		secrets	watched	any	1	helm pkg/storage/driver/secrets.go	0	
manage:rbac	Manage access to the cluster	writes service accounts, roles and bindings for the agent's users	0	0	+0.2.60	-	privileged	0	-	+may give itself and others every permission, so no role for it is minimal	1	chart komodor-agent 2.5.0 (2024-04) adds capabilities.rbac with every verb on service accounts, secrets, roles and bindings; 0.2.60 is the last agent before it whose version is on record	0	6	write service accounts for users	0	-	-	-	-	-	*	1		serviceaccounts	watched	none	0	write the secrets that hold their tokens	0	-	-	-	-	-	*	1		secrets	watched	none	0	write cluster roles	0	-	-	-	-	-	*	1	rbac.authorization.k8s.io	clusterroles	cluster	none	0	bind cluster roles	0	-	-	-	-	-	*	1	rbac.authorization.k8s.io	clusterrolebindings	cluster	none	0	write roles	0	-	-	-	-	-	*	1	rbac.authorization.k8s.io	roles	watched	none	0	bind roles	0	-	-	-	-	-	*	1	rbac.authorization.k8s.io	rolebindings	watched	none	0	0	
issue:token	Issue short-lived tokens	asks for a token of a service account	0	0	+0.2.174	-	privileged	0	-	+a token of a service account may do whatever that account may	1	chart komodor-agent 2.13.2-RC3 (agent 0.2.174) adds capabilities.rbacTempTokens	0	1	ask for the token	0	-	-	-	-	-	create	1		serviceaccounts/token	watched	any	0	0	
impersonate:user	Act as the user	sends requests in the name of the agent's user and of the group komodor:agent-actions	0	0	+0.2.221	-	privileged	0	-	+may do whatever any user may	1	chart komodor-agent 2.17.4-RC7 (agent 0.2.221) adds capabilities.impersonation.enabled	0	2	take the user's name	0	-	-	-	-	-	impersonate	1		users	cluster	any	0	take the group that the agent's actions are bound to	0	-	-	-	-	-	impersonate	1		groups	cluster	literal	komodor:agent-actions	0	0	
55	
watch:deployment	Watch deployments	keeps the agent's picture of all deployments current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all deployments, as an informer starts	0	-	-	-	-	-	list	1	apps	deployments	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	apps	deployments	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	apps	deployments	watched	any	0	0	
watch:statefulset	Watch statefulsets	keeps the agent's picture of all statefulsets current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all statefulsets, as an informer starts	0	-	-	-	-	-	list	1	apps	statefulsets	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	apps	statefulsets	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	apps	statefulsets	watched	any	0	0	
watch:daemonset	Watch daemonsets	keeps the agent's picture of all daemonsets current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all daemonsets, as an informer starts	0	-	-	-	-	-	list	1	apps	daemonsets	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	apps	daemonsets	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	apps	daemonsets	watched	any	0	0	
watch:replicaset	Watch replicasets	keeps the agent's picture of all replicasets current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all replicasets, as an informer starts	0	-	-	-	-	-	list	1	apps	replicasets	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	apps	replicasets	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	apps	replicasets	watched	any	0	0	
watch:pod	Watch pods	keeps the agent's picture of all pods current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all pods, as an informer starts	0	-	-	-	-	-	list	1		pods	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		pods	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		pods	watched	any	0	0	
watch:job	Watch jobs	keeps the agent's picture of all jobs current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all jobs, as an informer starts	0	-	-	-	-	-	list	1	batch	jobs	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	batch	jobs	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	batch	jobs	watched	any	0	0	
watch:cronjob	Watch cronjobs	keeps the agent's picture of all cronjobs current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all cronjobs, as an informer starts	0	-	-	-	-	-	list	1	batch	cronjobs	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	batch	cronjobs	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	batch	cronjobs	watched	any	0	0	
watch:event	Watch events	keeps the agent's picture of all events current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all events, as an informer starts	0	-	-	-	-	-	list	1		events	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		events	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		events	watched	any	0	0	
watch:node	Watch nodes	keeps the agent's picture of all nodes current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all nodes, as an informer starts	0	-	-	-	-	-	list	1		nodes	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		nodes	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		nodes	cluster	any	0	0	
watch:namespace	Watch namespaces	keeps the agent's picture of all namespaces current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all namespaces, as an informer starts	0	-	-	-	-	-	list	1		namespaces	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		namespaces	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		namespaces	cluster	any	0	0	
watch:service	Watch services	keeps the agent's picture of all services current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all services, as an informer starts	0	-	-	-	-	-	list	1		services	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		services	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		services	watched	any	0	0	
watch:configmap	Watch configmaps	keeps the agent's picture of all configmaps current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all configmaps, as an informer starts	0	-	-	-	-	-	list	1		configmaps	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		configmaps	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		configmaps	watched	any	0	0	
watch:persistentvolume	Watch persistentvolumes	keeps the agent's picture of all persistentvolumes current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all persistentvolumes, as an informer starts	0	-	-	-	-	-	list	1		persistentvolumes	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		persistentvolumes	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		persistentvolumes	cluster	any	0	0	
watch:persistentvolumeclaim	Watch persistentvolumeclaims	keeps the agent's picture of all persistentvolumeclaims current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all persistentvolumeclaims, as an informer starts	0	-	-	-	-	-	list	1		persistentvolumeclaims	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		persistentvolumeclaims	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		persistentvolumeclaims	watched	any	0	0	
watch:serviceaccount	Watch serviceaccounts	keeps the agent's picture of all serviceaccounts current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all serviceaccounts, as an informer starts	0	-	-	-	-	-	list	1		serviceaccounts	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		serviceaccounts	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		serviceaccounts	watched	any	0	0	
watch:replicationcontroller	Watch replicationcontrollers	keeps the agent's picture of all replicationcontrollers current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all replicationcontrollers, as an informer starts	0	-	-	-	-	-	list	1		replicationcontrollers	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		replicationcontrollers	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		replicationcontrollers	watched	any	0	0	
watch:endpoints	Watch endpoints	keeps the agent's picture of all endpoints current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all endpoints, as an informer starts	0	-	-	-	-	-	list	1		endpoints	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		endpoints	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		endpoints	watched	any	0	0	
watch:storageclass	Watch storageclasses	keeps the agent's picture of all storageclasses current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all storageclasses, as an informer starts	0	-	-	-	-	-	list	1	storage.k8s.io	storageclasses	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	storage.k8s.io	storageclasses	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	storage.k8s.io	storageclasses	cluster	any	0	0	
watch:clusterrole	Watch clusterroles	keeps the agent's picture of all clusterroles current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	3	list all clusterroles, as an informer starts	0	-	-	-	-	-	list	1	rbac.authorization.k8s.io	clusterroles	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	rbac.authorization.k8s.io	clusterroles	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	rbac.authorization.k8s.io	clusterroles	cluster	any	0	0	
watch:limitrange	Watch limitranges	keeps the agent's picture of all limitranges current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all limitranges, as an informer starts	0	-	-	-	-	-	list	1		limitranges	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		limitranges	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		limitranges	watched	any	0	0	
watch:podtemplate	Watch podtemplates	keeps the agent's picture of all podtemplates current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all podtemplates, as an informer starts	0	-	-	-	-	-	list	1		podtemplates	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		podtemplates	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		podtemplates	watched	any	0	0	
watch:resourcequota	Watch resourcequotas	keeps the agent's picture of all resourcequotas current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all resourcequotas, as an informer starts	0	-	-	-	-	-	list	1		resourcequotas	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1		resourcequotas	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1		resourcequotas	watched	any	0	0	
watch:controllerrevision	Watch controllerrevisions	keeps the agent's picture of all controllerrevisions current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all controllerrevisions, as an informer starts	0	-	-	-	-	-	list	1	apps	controllerrevisions	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	apps	controllerrevisions	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	apps	controllerrevisions	watched	any	0	0	
watch:horizontalpodautoscaler	Watch horizontalpodautoscalers	keeps the agent's picture of all horizontalpodautoscalers current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all horizontalpodautoscalers, as an informer starts	0	-	-	-	-	-	list	1	autoscaling	horizontalpodautoscalers	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	autoscaling	horizontalpodautoscalers	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	autoscaling	horizontalpodautoscalers	watched	any	0	0	
watch:certificatesigningrequest	Watch certificatesigningrequests	keeps the agent's picture of all certificatesigningrequests current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all certificatesigningrequests, as an informer starts	0	-	-	-	-	-	list	1	certificates.k8s.io	certificatesigningrequests	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	certificates.k8s.io	certificatesigningrequests	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	certificates.k8s.io	certificatesigningrequests	cluster	any	0	0	
watch:lease	Watch leases	keeps the agent's picture of all leases current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all leases, as an informer starts	0	-	-	-	-	-	list	1	coordination.k8s.io	leases	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	coordination.k8s.io	leases	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	coordination.k8s.io	leases	watched	any	0	0	
watch:endpointslice	Watch endpointslices	keeps the agent's picture of all endpointslices current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all endpointslices, as an informer starts	0	-	-	-	-	-	list	1	discovery.k8s.io	endpointslices	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	discovery.k8s.io	endpointslices	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	discovery.k8s.io	endpointslices	watched	any	0	0	
watch:ingressclass	Watch ingressclasses	keeps the agent's picture of all ingressclasses current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all ingressclasses, as an informer starts	0	-	-	-	-	-	list	1	networking.k8s.io	ingressclasses	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	networking.k8s.io	ingressclasses	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	networking.k8s.io	ingressclasses	cluster	any	0	0	
watch:runtimeclass	Watch runtimeclasses	keeps the agent's picture of all runtimeclasses current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all runtimeclasses, as an informer starts	0	-	-	-	-	-	list	1	node.k8s.io	runtimeclasses	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	node.k8s.io	runtimeclasses	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	node.k8s.io	runtimeclasses	cluster	any	0	0	
watch:clusterrolebinding	Watch clusterrolebindings	keeps the agent's picture of all clusterrolebindings current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all clusterrolebindings, as an informer starts	0	-	-	-	-	-	list	1	rbac.authorization.k8s.io	clusterrolebindings	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	rbac.authorization.k8s.io	clusterrolebindings	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	rbac.authorization.k8s.io	clusterrolebindings	cluster	any	0	0	
watch:rolebinding	Watch rolebindings	keeps the agent's picture of all rolebindings current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all rolebindings, as an informer starts	0	-	-	-	-	-	list	1	rbac.authorization.k8s.io	rolebindings	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	rbac.authorization.k8s.io	rolebindings	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	rbac.authorization.k8s.io	rolebindings	watched	any	0	0	
watch:role	Watch roles	keeps the agent's picture of all roles current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all roles, as an informer starts	0	-	-	-	-	-	list	1	rbac.authorization.k8s.io	roles	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	rbac.authorization.k8s.io	roles	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	rbac.authorization.k8s.io	roles	watched	any	0	0	
watch:priorityclass	Watch priorityclasses	keeps the agent's picture of all priorityclasses current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all priorityclasses, as an informer starts	0	-	-	-	-	-	list	1	scheduling.k8s.io	priorityclasses	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	scheduling.k8s.io	priorityclasses	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	scheduling.k8s.io	priorityclasses	cluster	any	0	0	
watch:csidriver	Watch csidrivers	keeps the agent's picture of all csidrivers current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all csidrivers, as an informer starts	0	-	-	-	-	-	list	1	storage.k8s.io	csidrivers	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	storage.k8s.io	csidrivers	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	storage.k8s.io	csidrivers	cluster	any	0	0	
watch:csinode	Watch csinodes	keeps the agent's picture of all csinodes current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all csinodes, as an informer starts	0	-	-	-	-	-	list	1	storage.k8s.io	csinodes	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	storage.k8s.io	csinodes	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	storage.k8s.io	csinodes	cluster	any	0	0	
watch:csistoragecapacity	Watch csistoragecapacities	keeps the agent's picture of all csistoragecapacities current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all csistoragecapacities, as an informer starts	0	-	-	-	-	-	list	1	storage.k8s.io	csistoragecapacities	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	storage.k8s.io	csistoragecapacities	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	storage.k8s.io	csistoragecapacities	watched	any	0	0	
watch:volumeattachment	Watch volumeattachments	keeps the agent's picture of all volumeattachments current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all volumeattachments, as an informer starts	0	-	-	-	-	-	list	1	storage.k8s.io	volumeattachments	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	storage.k8s.io	volumeattachments	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	storage.k8s.io	volumeattachments	cluster	any	0	0	
watch:poddisruptionbudget	Watch poddisruptionbudgets	keeps the agent's picture of all poddisruptionbudgets current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all poddisruptionbudgets, as an informer starts	0	-	-	-	-	-	list	1	policy	poddisruptionbudgets	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	policy	poddisruptionbudgets	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	policy	poddisruptionbudgets	watched	any	0	0	
watch:customresourcedefinition	Watch customresourcedefinitions	keeps the agent's picture of all customresourcedefinitions current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	3	list all customresourcedefinitions, as an informer starts	0	-	-	-	-	-	list	1	apiextensions.k8s.io	customresourcedefinitions	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	apiextensions.k8s.io	customresourcedefinitions	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	apiextensions.k8s.io	customresourcedefinitions	cluster	any	0	0	
watch:ingress	Watch ingresses	keeps the agent's picture of all ingresses current	1	1	+0.1.0	-	read	0	-	-	1	chart k8s-watcher 0.1.0 (agent 0.1.0) has the base reads; a value for each kind from 0.1.50	0	4	list all ingresses, as an informer starts	0	-	-	-	-	-	list	1	networking.k8s.io	ingresses	watched	none	0	follow their changes	0	-	-	-	-	-	watch	1	networking.k8s.io	ingresses	watched	none	0	list the ingresses of the group that 1.22 removed	1	-	+1.22	-	-	-	list	1	extensions	ingresses	watched	none	0	follow the ingresses of the group that 1.22 removed	1	-	+1.22	-	-	-	watch	1	extensions	ingresses	watched	none	0	0	
watch:networkpolicy	Watch networkpolicies	keeps the agent's picture of all networkpolicies current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	2	list all networkpolicies, as an informer starts	0	-	-	-	-	-	list	1	networking.k8s.io	networkpolicies	watched	none	0	follow their changes	0	-	-	-	-	-	watch	1	networking.k8s.io	networkpolicies	watched	none	0	0	
watch:admissionregistration	Watch webhook configurations	keeps the agent's picture of admission webhooks current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	4	list the mutating webhooks, as an informer starts	0	-	-	-	-	-	list	1	admissionregistration.k8s.io	mutatingwebhookconfigurations	cluster	none	0	follow their changes	0	-	-	-	-	-	watch	1	admissionregistration.k8s.io	mutatingwebhookconfigurations	cluster	none	0	list the validating webhooks, as an informer starts	0	-	-	-	-	-	list	1	admissionregistration.k8s.io	validatingwebhookconfigurations	cluster	none	0	follow their changes	0	-	-	-	-	-	watch	1	admissionregistration.k8s.io	validatingwebhookconfigurations	cluster	none	0	0	
watch:flowcontrol	Watch flow control	keeps the agent's picture of the API server's flow control current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	4	list the flow schemas, as an informer starts	0	-	-	-	-	-	list	1	flowcontrol.apiserver.k8s.io	flowschemas	cluster	none	0	follow their changes	0	-	-	-	-	-	watch	1	flowcontrol.apiserver.k8s.io	flowschemas	cluster	none	0	list the priority levels, as an informer starts	0	-	-	-	-	-	list	1	flowcontrol.apiserver.k8s.io	prioritylevelconfigurations	cluster	none	0	follow their changes	0	-	-	-	-	-	watch	1	flowcontrol.apiserver.k8s.io	prioritylevelconfigurations	cluster	none	0	0	
watch:podsecuritypolicy	Watch podsecuritypolicies	keeps the agent's picture of pod security policies current, where there still are any	1	0	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	2	list the policies, as an informer starts	0	-	+1.25	-	-	-	list	1	policy	podsecuritypolicies	cluster	none	0	follow their changes	0	-	+1.25	-	-	-	watch	1	policy	podsecuritypolicies	cluster	none	0	0	
watch:rollout	Watch Argo rollouts	keeps the agent's picture of Argo Rollouts current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 0.9.0 (agent 0.1.92) adds a read rule and a value for each of these kinds	0	6	list the rollouts, as an informer starts	0	-	-	-	-	-	list	1	argoproj.io	rollouts	watched	none	0	follow their changes	0	-	-	-	-	-	watch	1	argoproj.io	rollouts	watched	none	0	list the analysis templates, as an informer starts	0	-	-	-	-	-	list	1	argoproj.io	analysistemplates	watched	none	0	follow their changes	0	-	-	-	-	-	watch	1	argoproj.io	analysistemplates	watched	none	0	list the cluster's analysis templates, as an informer starts	0	-	-	-	-	-	list	1	argoproj.io	clusteranalysistemplates	cluster	none	0	follow their changes	0	-	-	-	-	-	watch	1	argoproj.io	clusteranalysistemplates	cluster	none	0	0	
watch:workflow	Watch Argo workflows	keeps the agent's picture of Argo workflows current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 1.18.17 has a value for each under watcher.resources.argoWorkflows	0	3	list all workflows, as an informer starts	0	-	-	-	-	-	list	1	argoproj.io	workflows	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	argoproj.io	workflows	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	argoproj.io	workflows	watched	any	0	0	
watch:workflowtemplate	Watch Argo workflowtemplates	keeps the agent's picture of Argo workflowtemplates current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 1.18.17 has a value for each under watcher.resources.argoWorkflows	0	3	list all workflowtemplates, as an informer starts	0	-	-	-	-	-	list	1	argoproj.io	workflowtemplates	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	argoproj.io	workflowtemplates	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	argoproj.io	workflowtemplates	watched	any	0	0	
watch:clusterworkflowtemplate	Watch Argo clusterworkflowtemplates	keeps the agent's picture of Argo clusterworkflowtemplates current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 1.18.17 has a value for each under watcher.resources.argoWorkflows	0	3	list all clusterworkflowtemplates, as an informer starts	0	-	-	-	-	-	list	1	argoproj.io	clusterworkflowtemplates	cluster	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	argoproj.io	clusterworkflowtemplates	cluster	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	argoproj.io	clusterworkflowtemplates	cluster	any	0	0	
watch:cronworkflow	Watch Argo cronworkflows	keeps the agent's picture of Argo cronworkflows current	1	1	+0.1.92	-	read	0	-	-	1	chart k8s-watcher 1.18.17 has a value for each under watcher.resources.argoWorkflows	0	3	list all cronworkflows, as an informer starts	0	-	-	-	-	-	list	1	argoproj.io	cronworkflows	watched	none	1	client-go tools/cache/reflector.go	follow their changes	0	-	-	-	-	-	watch	1	argoproj.io	cronworkflows	watched	none	1	client-go tools/cache/reflector.go	fetch one that the informer does not hold	1	-	-	-	-	-	get	1	argoproj.io	cronworkflows	watched	any	0	0	
watch:secret	Watch secrets	keeps the agent's picture of all secrets current	1	0	+0.1.0	-	privileged	0	+list and watch return the content of every secret	-	2	chart k8s-watcher 0.1.0 to 0.1.42 read secrets always; watcher.resources.secret is off by default since	chart komodor-agent has allowedResources.secret on by default	0	2	list all secrets, as an informer starts	0	-	-	-	-	-	list	1		secrets	watched	none	0	follow their changes	0	-	-	-	-	-	watch	1		secrets	watched	none	0	0	
watch:any	Watch every resource	reads whatever the cluster has, custom resources included	1	0	+0.1.175	-	privileged	0	-	+reads every resource of every API group, secrets included, so no role for it is minimal; name the kinds instead, as in watch:configmap	1	chart k8s-watcher 1.4.0 (agent 0.1.175) adds watcher.resources.allowReadAll, on by default	0	3	list anything	0	-	-	-	-	-	list	1	*	*	watched	none	0	follow the changes of anything	0	-	-	-	-	-	watch	1	*	*	watched	none	0	fetch anything	0	-	-	-	-	-	get	1	*	*	watched	any	0	0	
logs:pod	Read the logs of a pod	reads what a container wrote	1	1	+0.1.38	-	read	0	+logs may hold what should have been secret	-	1	chart k8s-watcher 0.1.51 (agent 0.1.38) adds watcher.enableAgentTaskExecution with get and list on pods and pods/log; pods/log has no list	0	2	look the pod and its containers up, as kubectl does	1	-	-	-	-	-	get	1		pods	watched	any	1	kubectl pkg/cmd/logs/logs.go	read the log, followed or not	0	-	-	-	-	-	get	1		pods/log	watched	any	1	kubectl pkg/polymorphichelpers/logsforobject.go	0	
collect:metrics	Collect metrics	reads the usage of nodes and pods from the metrics API and from the API server	1	1	+0.1.187	-	read	0	-	-	1	chart k8s-watcher 1.7.17 (agent 0.1.187) adds metrics.enabled with get and list on nodes and pods of metrics.k8s.io and of the core group; 1.15.15 adds get on /metrics	0	6	read the usage of nodes	0	-	-	-	-	-	list	1	metrics.k8s.io	nodes	cluster	none	0	read the usage of pods	0	-	-	-	-	-	list	1	metrics.k8s.io	pods	watched	none	0	relate usage to the nodes' capacity	0	-	-	-	-	-	list	1		nodes	cluster	none	0	relate usage to the pods' requests	0	-	-	-	-	-	list	1		pods	watched	none	0	read the API server's own metrics	0	-	-	-	-	-	get	0	/metrics	0	read one node's or pod's usage	1	-	-	-	-	-	get	1	metrics.k8s.io	pods	watched	any	0	0	
collect:kubelet-metrics	Collect metrics from the kubelets	reads usage and volumes from each node's kubelet	1	0	+0.2.36	-	privileged	0	+get on nodes/proxy reaches all of the kubelet's API, where it runs commands in any pod	-	1	chart k8s-watcher 1.17.0 adds get and list on nodes/stats and nodes/proxy to metrics.enabled; 0.2.36 is the last agent before it whose version is on record	0	2	read the kubelet's summary	0	-	-	-	-	-	get	1		nodes/stats	cluster	any	0	reach the kubelet through the API server	0	-	-	-	-	-	get	1		nodes/proxy	cluster	any	0	0	
write:event	Write events	records what the agent does as events	1	0	+0.2.140	-	write	0	-	-	1	chart komodor-agent 2.10.2-RC6 (agent 0.2.140) adds capabilities.events.create with list, get, watch, create, update and patch on events	0	2	record an event	0	-	-	-	-	-	create	1		events	watched	none	0	count a repeated event	0	-	-	-	-	-	patch	1		events	watched	any	1	client-go tools/record/event.go	0	
9	
advanced	What watcher.actions.advanced switches on	49	cordon:node	uncordon:node	drain:node	suspend:cronjob	resume:cronjob	set-resources:deployment	set-resources:statefulset	set-resources:daemonset	edit:pod	edit:configmap	edit:service	edit:persistentvolume	edit:persistentvolumeclaim	edit:storageclass	edit:deployment	edit:statefulset	edit:daemonset	edit:replicaset	edit:job	edit:cronjob	edit:ingress	edit:networkpolicy	create:pod	create:configmap	create:service	create:persistentvolume	create:persistentvolumeclaim	create:storageclass	create:deployment	create:statefulset	create:daemonset	create:replicaset	create:job	create:cronjob	create:ingress	create:networkpolicy	delete:configmap	delete:service	delete:persistentvolume	delete:persistentvolumeclaim	delete:storageclass	delete:deployment	delete:statefulset	delete:daemonset	delete:replicaset	delete:job	delete:cronjob	delete:ingress	delete:networkpolicy	0	
basic	What watcher.actions.basic switches on	11	scale:deployment	scale:statefulset	delete:pod	restart:deployment	restart:statefulset	restart:daemonset	rollback:deployment	rollback:statefulset	rollback:daemonset	rerun:job	run:cronjob	0	
developer	The agent's own role of that name	6	delete:pod	scale:deployment	scale:statefulset	restart:deployment	restart:statefulset	rerun:job	1	documentation 2022-09-13 (5d0e7a8, RBAC) lists the role with these actions	
helm	What helm.enableActions switches on	4	read:helm-repo	install:helm-chart	revert:helm-chart	uninstall:helm-chart	0	
podExec	What watcher.actions.podExec switches on	1	exec:pod	0	
portforward	What watcher.actions.portforward switches on	1	port-forward:pod	0	
restart:service	Restart service	3	restart:deployment	restart:statefulset	restart:daemonset	0	
rollback:service	Rollback service	3	rollback:deployment	rollback:statefulset	rollback:daemonset	0	
scale:service	Scale service	2	scale:deployment	scale:statefulset	0	
48	
certificatesigningrequest	certificates.k8s.io	certificatesigningrequests	cluster	1	csr	
clusterrole	rbac.authorization.k8s.io	clusterroles	cluster	0	
clusterrolebinding	rbac.authorization.k8s.io	clusterrolebindings	cluster	0	
clusterworkflowtemplate	argoproj.io	clusterworkflowtemplates	cluster	0	
configmap		configmaps	watched	1	cm	
controllerrevision	apps	controllerrevisions	watched	0	
cronjob	batch	cronjobs	watched	1	cj	
cronworkflow	argoproj.io	cronworkflows	watched	0	
csidriver	storage.k8s.io	csidrivers	cluster	0	
csinode	storage.k8s.io	csinodes	cluster	0	
csistoragecapacity	storage.k8s.io	csistoragecapacities	watched	0	
customresourcedefinition	apiextensions.k8s.io	customresourcedefinitions	cluster	1	crd	
daemonset	apps	daemonsets	watched	1	ds	
deployment	apps	deployments	watched	1	deploy	
endpoints		endpoints	watched	1	ep	
endpointslice	discovery.k8s.io	endpointslices	watched	0	
event		events	watched	1	ev	
horizontalpodautoscaler	autoscaling	horizontalpodautoscalers	watched	1	hpa	
ingress	networking.k8s.io	ingresses	watched	1	ing	
ingressclass	networking.k8s.io	ingressclasses	cluster	0	
job	batch	jobs	watched	0	
lease	coordination.k8s.io	leases	watched	0	
limitrange		limitranges	watched	1	limits	
namespace		namespaces	cluster	1	ns	
networkpolicy	networking.k8s.io	networkpolicies	watched	1	netpol	
node		nodes	cluster	1	no	
persistentvolume		persistentvolumes	cluster	1	pv	
persistentvolumeclaim		persistentvolumeclaims	watched	1	pvc	
pod		pods	watched	1	po	
poddisruptionbudget	policy	poddisruptionbudgets	watched	1	pdb	
podtemplate		podtemplates	watched	0	
priorityclass	scheduling.k8s.io	priorityclasses	cluster	1	pc	
replicaset	apps	replicasets	watched	1	rs	
replicationcontroller		replicationcontrollers	watched	1	rc	
resourcequota		resourcequotas	watched	1	quota	
role	rbac.authorization.k8s.io	roles	watched	0	
rolebinding	rbac.authorization.k8s.io	rolebindings	watched	0	
runtimeclass	node.k8s.io	runtimeclasses	cluster	0	
scaledjob	keda.sh	scaledjobs	watched	0	
scaledobject	keda.sh	scaledobjects	watched	0	
secret		secrets	watched	0	
service		services	watched	1	svc	
serviceaccount		serviceaccounts	watched	1	sa	
statefulset	apps	statefulsets	watched	1	sts	
storageclass	storage.k8s.io	storageclasses	cluster	1	sc	
volumeattachment	storage.k8s.io	volumeattachments	cluster	0	
workflow	argoproj.io	workflows	watched	0	
workflowtemplate	argoproj.io	workflowtemplates	watched	0	
11	
argoproj.io	rollouts	1	+v1alpha1	0	
argoproj.io	analysistemplates	1	+v1alpha1	0	
argoproj.io	clusteranalysistemplates	0	+v1alpha1	0	
argoproj.io	workflows	1	+v1alpha1	0	
argoproj.io	workflowtemplates	1	+v1alpha1	0	
argoproj.io	clusterworkflowtemplates	0	+v1alpha1	0	
argoproj.io	cronworkflows	1	+v1alpha1	0	
keda.sh	scaledobjects	1	+v1alpha1	0	
keda.sh	scaledjobs	1	+v1alpha1	0	
metrics.k8s.io	nodes	0	+v1beta1	1	2	get	list	
metrics.k8s.io	pods	1	+v1beta1	1	2	get	list	
136	collect:kubelet-metrics	collect:kubelet-metrics	collect:metrics	collect:metrics	cordon:node	cordon:node	create:configmap	create:configmap	create:cronjob	create:cronjob	create:daemonset	create:daemonset	create:deployment	create:deployment	create:horizontalpodautoscaler	create:horizontalpodautoscaler	create:ingress	create:ingress	create:job	create:job	create:networkpolicy	create:networkpolicy	create:persistentvolume	create:persistentvolume	create:persistentvolumeclaim	create:persistentvolumeclaim	create:pod	create:pod	create:replicaset	create:replicaset	create:secret	create:secret	create:service	create:service	create:statefulset	create:statefulset	create:storageclass	create:storageclass	delete:any	delete:any	delete:configmap	delete:configmap	delete:cronjob	delete:cronjob	delete:daemonset	delete:daemonset	delete:deployment	delete:deployment	delete:horizontalpodautoscaler	delete:horizontalpodautoscaler	delete:ingress	delete:ingress	delete:job	delete:job	delete:networkpolicy	delete:networkpolicy	delete:persistentvolume	delete:persistentvolume	delete:persistentvolumeclaim	delete:persistentvolumeclaim	delete:pod	delete:pod	delete:replicaset	delete:replicaset	delete:secret	delete:secret	delete:service	delete:service	delete:statefulset	delete:statefulset	delete:storageclass	delete:storageclass	drain:node	drain:node	edit:any	edit:any	edit:configmap	edit:configmap	edit:cronjob	edit:cronjob	edit:daemonset	edit:daemonset	edit:deployment	edit:deployment	edit:horizontalpodautoscaler	edit:horizontalpodautoscaler	edit:ingress	edit:ingress	edit:job	edit:job	edit:networkpolicy	edit:networkpolicy	edit:persistentvolume	edit:persistentvolume	edit:persistentvolumeclaim	edit:persistentvolumeclaim	edit:pod	edit:pod	edit:replicaset	edit:replicaset	edit:scaledjob	edit:scaledjob	edit:scaledobject	edit:scaledobject	edit:secret	edit:secret	edit:service	edit:service	edit:statefulset	edit:statefulset	edit:storageclass	edit:storageclass	exec:pod	exec:pod	impersonate:user	impersonate:user	install:helm-chart	install:helm-chart	issue:token	issue:token	logs:pod	logs:pod	manage:rbac	manage:rbac	port-forward:pod	port-forward:pod	read:helm-repo	read:helm-repo	rerun:cronjob	run:cronjob	rerun:job	rerun:job	restart:daemonset	restart:daemonset	restart:deployment	restart:deployment	restart:statefulset	restart:statefulset	resume:cronjob	resume:cronjob	revert:helm-chart	revert:helm-chart	rollback:daemonset	rollback:daemonset	rollback:deployment	rollback:deployment	rollback:statefulset	rollback:statefulset	run:cronjob	run:cronjob	scale:deployment	scale:deployment	scale:statefulset	scale:statefulset	set-resources:daemonset	set-resources:daemonset	set-resources:deployment	set-resources:deployment	set-resources:statefulset	set-resources:statefulset	suspend:cronjob	suspend:cronjob	uncordon:node	uncordon:node	uninstall:helm-chart	uninstall:helm-chart	upgrade:helm-chart	install:helm-chart	watch:admissionregistration	watch:admissionregistration	watch:any	watch:any	watch:certificatesigningrequest	watch:certificatesigningrequest	watch:clusterrole	watch:clusterrole	watch:clusterrolebinding	watch:clusterrolebinding	watch:clusterworkflowtemplate	watch:clusterworkflowtemplate	watch:configmap	watch:configmap	watch:controllerrevision	watch:controllerrevision	watch:cronjob	watch:cronjob	watch:cronworkflow	watch:cronworkflow	watch:csidriver	watch:csidriver	watch:csinode	watch:csinode	watch:csistoragecapacity	watch:csistoragecapacity	watch:customresourcedefinition	watch:customresourcedefinition	watch:daemonset	watch:daemonset	watch:deployment	watch:deployment	watch:endpoints	watch:endpoints	watch:endpointslice	watch:endpointslice	watch:event	watch:event	watch:flowcontrol	watch:flowcontrol	watch:horizontalpodautoscaler	watch:horizontalpodautoscaler	watch:ingress	watch:ingress	watch:ingressclass	watch:ingressclass	watch:job	watch:job	watch:lease	watch:lease	watch:limitrange	watch:limitrange	watch:namespace	watch:namespace	watch:networkpolicy	watch:networkpolicy	watch:node	watch:node	watch:persistentvolume	watch:persistentvolume	watch:persistentvolumeclaim	watch:persistentvolumeclaim	watch:pod	watch:pod	watch:poddisruptionbudget	watch:poddisruptionbudget	watch:podsecuritypolicy	watch:podsecuritypolicy	watch:podtemplate	watch:podtemplate	watch:priorityclass	watch:priorityclass	watch:replicaset	watch:replicaset	watch:replicationcontroller	watch:replicationcontroller	watch:resourcequota	watch:resourcequota	watch:role	watch:role	watch:rolebinding	watch:rolebinding	watch:rollout	watch:rollout	watch:runtimeclass	watch:runtimeclass	watch:secret	watch:secret	watch:service	watch:service	watch:serviceaccount	watch:serviceaccount	watch:statefulset	watch:statefulset	watch:storageclass	watch:storageclass	watch:volumeattachment	watch:volumeattachment	watch:workflow	watch:workflow	watch:workflowtemplate	watch:workflowtemplate	write:event	write:event	9	advanced	advanced	basic	basic	developer	developer	helm	helm	podexec	podExec	portforward	portforward	restart:service	restart:service	rollback:service	rollback:service	scale:service	scale:service	15	log	logs	modify	edit	modify-resources	set-resources	patch	edit	portforward	port-forward	re-run	rerun	re-trigger	rerun	resize	set-resources	retrigger	rerun	revert	rollback	shell	exec	trigger	run	undo	rollback	update	edit	view-logs	logs	155	*	any	certificatesigningrequest	certificatesigningrequest	certificatesigningrequests	certificatesigningrequest	certificatesigningrequests.certificates.k8s.io	certificatesigningrequest	cj	cronjob	clusterrole	clusterrole	clusterrolebinding	clusterrolebinding	clusterrolebindings	clusterrolebinding	clusterrolebindings.rbac.authorization.k8s.io	clusterrolebinding	clusterroles	clusterrole	clusterroles.rbac.authorization.k8s.io	clusterrole	clusterworkflowtemplate	clusterworkflowtemplate	clusterworkflowtemplates	clusterworkflowtemplate	clusterworkflowtemplates.argoproj.io	clusterworkflowtemplate	cm	configmap	configmap	configmap	configmaps	configmap	controllerrevision	controllerrevision	controllerrevisions	controllerrevision	controllerrevisions.apps	controllerrevision	crd	customresourcedefinition	cronjob	cronjob	cronjobs	cronjob	cronjobs.batch	cronjob	cronworkflow	cronworkflow	cronworkflows	cronworkflow	cronworkflows.argoproj.io	cronworkflow	csidriver	csidriver	csidrivers	csidriver	csidrivers.storage.k8s.io	csidriver	csinode	csinode	csinodes	csinode	csinodes.storage.k8s.io	csinode	csistoragecapacities	csistoragecapacity	csistoragecapacities.storage.k8s.io	csistoragecapacity	csistoragecapacity	csistoragecapacity	csr	certificatesigningrequest	customresourcedefinition	customresourcedefinition	customresourcedefinitions	customresourcedefinition	customresourcedefinitions.apiextensions.k8s.io	customresourcedefinition	daemonset	daemonset	daemonsets	daemonset	daemonsets.apps	daemonset	deploy	deployment	deployment	deployment	deployments	deployment	deployments.apps	deployment	ds	daemonset	endpoints	endpoints	endpointslice	endpointslice	endpointslices	endpointslice	endpointslices.discovery.k8s.io	endpointslice	ep	endpoints	ev	event	event	event	events	event	horizontalpodautoscaler	horizontalpodautoscaler	horizontalpodautoscalers	horizontalpodautoscaler	horizontalpodautoscalers.autoscaling	horizontalpodautoscaler	hpa	horizontalpodautoscaler	ing	ingress	ingress	ingress	ingressclass	ingressclass	ingressclasses	ingressclass	ingressclasses.networking.k8s.io	ingressclass	ingresses	ingress	ingresses.networking.k8s.io	ingress	job	job	jobs	job	jobs.batch	job	lease	lease	leases	lease	leases.coordination.k8s.io	lease	limitrange	limitrange	limitranges	limitrange	limits	limitrange	namespace	namespace	namespaces	namespace	netpol	networkpolicy	networkpolicies	networkpolicy	networkpolicies.networking.k8s.io	networkpolicy	networkpolicy	networkpolicy	no	node	node	node	nodes	node	ns	namespace	pc	priorityclass	pdb	poddisruptionbudget	persistentvolume	persistentvolume	persistentvolumeclaim	persistentvolumeclaim	persistentvolumeclaims	persistentvolumeclaim	persistentvolumes	persistentvolume	po	pod	pod	pod	poddisruptionbudget	poddisruptionbudget	poddisruptionbudgets	poddisruptionbudget	poddisruptionbudgets.policy	poddisruptionbudget	pods	pod	podtemplate	podtemplate	podtemplates	podtemplate	priorityclass	priorityclass	priorityclasses	priorityclass	priorityclasses.scheduling.k8s.io	priorityclass	pv	persistentvolume	pvc	persistentvolumeclaim	quota	resourcequota	rc	replicationcontroller	replicaset	replicaset	replicasets	replicaset	replicasets.apps	replicaset	replicationcontroller	replicationcontroller	replicationcontrollers	replicationcontroller	resourcequota	resourcequota	resourcequotas	resourcequota	role	role	rolebinding	rolebinding	rolebindings	rolebinding	rolebindings.rbac.authorization.k8s.io	rolebinding	roles	role	roles.rbac.authorization.k8s.io	role	rs	replicaset	runtimeclass	runtimeclass	runtimeclasses	runtimeclass	runtimeclasses.node.k8s.io	runtimeclass	sa	serviceaccount	sc	storageclass	scaledjob	scaledjob	scaledjobs	scaledjob	scaledjobs.keda.sh	scaledjob	scaledobject	scaledobject	scaledobjects	scaledobject	scaledobjects.keda.sh	scaledobject	secret	secret	secrets	secret	service	service	serviceaccount	serviceaccount	serviceaccounts	serviceaccount	services	service	statefulset	statefulset	statefulsets	statefulset	statefulsets.apps	statefulset	storageclass	storageclass	storageclasses	storageclass	storageclasses.storage.k8s.io	storageclass	sts	statefulset	svc	service	volumeattachment	volumeattachment	volumeattachments	volumeattachment	volumeattachments.storage.k8s.io	volumeattachment	workflow	workflow	workflows	workflow	workflows.argoproj.io	workflow	workflowtemplate	workflowtemplate	workflowtemplates	workflowtemplate	workflowtemplates.argoproj.io	workflowtemplate	3	create	delete	edit	
"""#

  /// The dialects, likewise.
  static let packedDialects: StaticString = #"""
2	
k8s-watcher	Helm chart k8s-watcher	1.18.17	4	watcher	apiKey	existingSecret	network_mapper	1	watch:customresourcedefinition	1	k8s-watcher-config	komodor-k8s-watcher.yaml	1		watcher	+watchNamespace	+k8s-watcher-secret	1	enableHelm	helm.enableActions	16	0.1.0	0.1.0	0.1.51	0.1.38	0.9.0	0.1.92	0.11.15	0.1.103	0.11.20	0.1.104	0.12.0	0.1.107	0.16.0	0.1.108	0.17.15	0.1.120	0.18.0	0.1.122	1.1.27	0.1.158	1.3.0	0.1.163	1.3.15	0.1.173	1.4.0	0.1.175	1.7.17	0.1.187	1.8.0	0.1.189	1.14.31	0.2.36	60	
watcher.actions	+0.11.15	+0.14.0	1	-	0	2	-	-	-	-	3	scale:deployment	scale:statefulset	delete:pod	+0.13.0	-	-	-	2	restart:deployment	restart:statefulset	0	-	0	
watcher.actions.basic	+0.14.0	-	2	+0.14.0	0	+1.15.6	1	2	-	-	-	-	7	scale:deployment	scale:statefulset	delete:pod	restart:deployment	restart:statefulset	rerun:job	run:cronjob	+0.17.0	-	-	-	4	restart:daemonset	rollback:deployment	rollback:statefulset	rollback:daemonset	0	-	0	
watcher.actions.advanced	+0.14.0	-	2	+0.14.0	0	+1.15.6	1	3	-	-	-	-	48	cordon:node	uncordon:node	suspend:cronjob	resume:cronjob	set-resources:deployment	set-resources:statefulset	set-resources:daemonset	edit:pod	edit:configmap	edit:service	edit:persistentvolume	edit:persistentvolumeclaim	edit:storageclass	edit:deployment	edit:statefulset	edit:daemonset	edit:replicaset	edit:job	edit:cronjob	edit:ingress	edit:networkpolicy	create:pod	create:configmap	create:service	create:persistentvolume	create:persistentvolumeclaim	create:storageclass	create:deployment	create:statefulset	create:daemonset	create:replicaset	create:job	create:cronjob	create:ingress	create:networkpolicy	delete:configmap	delete:service	delete:persistentvolume	delete:persistentvolumeclaim	delete:storageclass	delete:deployment	delete:statefulset	delete:daemonset	delete:replicaset	delete:job	delete:cronjob	delete:ingress	delete:networkpolicy	+0.18.0	-	-	-	1	drain:node	-	+0.17.0	-	-	3	edit:secret	create:secret	delete:secret	0	-	0	
watcher.actions.podExec	+1.3.0	-	2	+1.3.0	0	+1.15.6	1	1	-	-	-	-	1	exec:pod	0	-	0	
watcher.actions.portforward	+1.8.0	-	2	+1.8.0	0	+1.15.6	1	1	-	-	-	-	1	port-forward:pod	1	+1.8.0	-	+no template asks it: watcher.actions.podExec writes the rule for pods/portforward	0	
helm.enableActions	+1.1.27	-	1	-	1	1	-	-	-	-	4	read:helm-repo	install:helm-chart	revert:helm-chart	uninstall:helm-chart	0	-	0	
metrics.enabled	+1.7.17	-	2	+1.7.17	0	+1.14.31	1	2	-	-	-	-	1	collect:metrics	+1.17.0	-	-	-	1	collect:kubelet-metrics	0	-	0	
watcher.enableAgentTaskExecution	+0.1.51	-	2	+0.1.51	0	+0.10.0	1	2	-	+0.1.62	-	-	1	logs:pod	+0.1.62	-	+watcher.allowReadingPodLogs	-	1	logs:pod	0	-	0	
watcher.allowReadingPodLogs	+0.1.62	-	1	+0.10.0	1	1	-	-	-	-	0	0	-	0	
watcher.resources.event	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:event	0	-	0	
watcher.resources.deployment	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:deployment	0	-	0	
watcher.resources.replicationController	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:replicationcontroller	0	-	0	
watcher.resources.replicaSet	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:replicaset	0	-	0	
watcher.resources.daemonSet	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:daemonset	0	-	0	
watcher.resources.statefulSet	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:statefulset	0	-	0	
watcher.resources.service	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:service	0	-	0	
watcher.resources.pod	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:pod	0	-	0	
watcher.resources.job	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:job	0	-	0	
watcher.resources.cronjob	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:cronjob	0	-	0	
watcher.resources.node	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:node	0	-	0	
watcher.resources.clusterRole	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:clusterrole	0	-	0	
watcher.resources.serviceAccount	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:serviceaccount	0	-	0	
watcher.resources.persistentVolume	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:persistentvolume	0	-	0	
watcher.resources.persistentVolumeClaim	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:persistentvolumeclaim	0	-	0	
watcher.resources.namespace	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:namespace	0	-	0	
watcher.resources.configMap	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:configmap	0	-	0	
watcher.resources.ingress	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:ingress	0	-	0	
watcher.resources.endpoints	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:endpoints	0	-	0	
watcher.resources.storageClass	+0.1.50	-	1	-	1	1	-	-	-	-	1	watch:storageclass	0	-	0	
watcher.resources.secret	+0.1.50	-	1	-	0	1	-	-	-	-	1	watch:secret	0	-	0	
watcher.resources.limitRange	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:limitrange	0	-	0	
watcher.resources.podTemplate	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:podtemplate	0	-	0	
watcher.resources.resourceQuota	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:resourcequota	0	-	0	
watcher.resources.controllerRevision	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:controllerrevision	0	-	0	
watcher.resources.horizontalPodAutoscaler	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:horizontalpodautoscaler	0	-	0	
watcher.resources.certificateSigningRequest	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:certificatesigningrequest	0	-	0	
watcher.resources.lease	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:lease	0	-	0	
watcher.resources.endpointSlice	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:endpointslice	0	-	0	
watcher.resources.ingressClass	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:ingressclass	0	-	0	
watcher.resources.networkPolicy	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:networkpolicy	0	-	0	
watcher.resources.runtimeClass	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:runtimeclass	0	-	0	
watcher.resources.clusterRoleBinding	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:clusterrolebinding	0	-	0	
watcher.resources.roleBinding	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:rolebinding	0	-	0	
watcher.resources.role	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:role	0	-	0	
watcher.resources.priorityClass	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:priorityclass	0	-	0	
watcher.resources.csiDriver	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:csidriver	0	-	0	
watcher.resources.csiNode	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:csinode	0	-	0	
watcher.resources.csiStorageCapacity	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:csistoragecapacity	0	-	0	
watcher.resources.volumeAttachment	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:volumeattachment	0	-	0	
watcher.resources.rollout	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:rollout	0	-	0	
watcher.resources.admissionRegistrationResources	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:admissionregistration	0	-	0	
watcher.resources.flowControlResources	+0.9.0	-	1	-	1	1	-	-	-	-	1	watch:flowcontrol	0	-	0	
watcher.resources.policyResources	+0.9.0	-	1	-	1	1	-	-	-	-	2	watch:poddisruptionbudget	watch:podsecuritypolicy	0	-	0	
watcher.resources.authorizationResources	+0.9.0	-	1	-	1	1	-	-	-	-	0	0	+grants get, list and watch on access reviews, which serve only create	0	
watcher.resources.metrics	+0.9.0	-	1	-	1	1	-	-	-	-	0	0	+grants reads of metrics.k8s.io, which collect:metrics has	0	
watcher.resources.argoWorkflows.workflows	+1.4.0	-	1	-	1	1	-	-	-	-	1	watch:workflow	0	-	0	
watcher.resources.argoWorkflows.workflowTemplates	+1.4.0	-	1	-	1	1	-	-	-	-	1	watch:workflowtemplate	0	-	0	
watcher.resources.argoWorkflows.clusterWorkflowTemplates	+1.4.0	-	1	-	1	1	-	-	-	-	1	watch:clusterworkflowtemplate	0	-	0	
watcher.resources.argoWorkflows.cronWorkflows	+1.4.0	-	1	-	1	1	-	-	-	-	1	watch:cronworkflow	0	-	0	
watcher.resources.allowReadAll	+1.4.0	-	1	-	1	1	-	-	-	-	1	watch:any	0	-	0	
47	affinity	apiKey	createNamespace	customCa	daemon	deploymentAnnotations	enableMemLimitChecks	enableRWCache	existingSecret	fullnameOverride	global	helm.volumeSizeLimit	image	nameOverride	namespace	network_mapper	nodeSelector	podAnnotations	priorityClassValue	proxy	replicaCount	resources	serviceAccount	supervisor	tags	tolerations	watcher.clusterName	watcher.collectHistory	watcher.controller	watcher.daemon	watcher.enableAgentTaskExecutionV2	watcher.enableHelm	watcher.enableHelmActions	watcher.logsNamespacesAllowlist	watcher.logsNamespacesDenylist	watcher.memoryThresholdSafetyCheck	watcher.monitoringFQDN	watcher.nameDenylist	watcher.namespacesDenylist	watcher.networkMapper	watcher.redact	watcher.redactLogs	watcher.resources.customReadAPIGroups	watcher.servers	watcher.tags	watcher.telemetry	watcher.watchNamespace	1	komodorio	https://helm-charts.komodor.io	k8s-watcher	5	apiKeySecret	existingSecret	clusterName	watcher.clusterName	createNamespace	createNamespace	namespace	namespace	watchNamespace	watcher.watchNamespace	
komodor-agent	Helm chart komodor-agent	2.17.4-RC7	8	capabilities	allowedResources	components	createRbac	site	apiKey	apiKeySecret	clusterName	1	watch:customresourcedefinition	1	komodor-agent-config	komodor-k8s-watcher.yaml	4	actions.basic	capabilities.actions	allowReadingPodLogs	capabilities.logs.enabled	enableHelm	capabilities.helm.enabled	resources	allowedResources	+watchNamespace	+komodor-agent-secret	4	actions.advanced	capabilities.actions	actions.podExec	capabilities.actions	actions.portforward	capabilities.actions	daemon.enabled	capabilities.metrics	6	2.0.0	0.2.60	2.10.2-RC6	0.2.140	2.13.2-RC3	0.2.174	2.14.0	0.2.178	2.17.0	0.2.197	2.17.4-RC7	0.2.221	65	
capabilities.actions	+2.0.0	-	1	-	1	2	-	-	-	-	62	scale:deployment	scale:statefulset	delete:pod	restart:deployment	restart:statefulset	restart:daemonset	rollback:deployment	rollback:statefulset	rollback:daemonset	rerun:job	run:cronjob	cordon:node	uncordon:node	drain:node	suspend:cronjob	resume:cronjob	set-resources:deployment	set-resources:statefulset	set-resources:daemonset	edit:pod	edit:configmap	edit:service	edit:persistentvolume	edit:persistentvolumeclaim	edit:storageclass	edit:deployment	edit:statefulset	edit:daemonset	edit:replicaset	edit:job	edit:cronjob	edit:ingress	edit:networkpolicy	create:pod	create:configmap	create:service	create:persistentvolume	create:persistentvolumeclaim	create:storageclass	create:deployment	create:statefulset	create:daemonset	create:replicaset	create:job	create:cronjob	create:ingress	create:networkpolicy	delete:configmap	delete:service	delete:persistentvolume	delete:persistentvolumeclaim	delete:storageclass	delete:deployment	delete:statefulset	delete:daemonset	delete:replicaset	delete:job	delete:cronjob	delete:ingress	delete:networkpolicy	exec:pod	port-forward:pod	+2.8.1-RC1	-	-	-	3	edit:horizontalpodautoscaler	create:horizontalpodautoscaler	delete:horizontalpodautoscaler	0	-	0	
capabilities.helm	+2.0.0	+2.6.2-RC3	1	-	1	1	-	-	-	-	4	read:helm-repo	install:helm-chart	revert:helm-chart	uninstall:helm-chart	0	-	0	
capabilities.helm.enabled	+2.6.2-RC3	-	1	-	1	2	-	-	-	-	1	read:helm-repo	-	-	-	+capabilities.helm.readonly	3	install:helm-chart	revert:helm-chart	uninstall:helm-chart	0	-	1	
capabilities.helm.readonly	+2.6.2-RC3	-	1	-	0	1	-	-	-	-	0	0	-	0	
capabilities.logs.enabled	+2.0.0	-	1	-	1	1	-	-	-	-	1	logs:pod	0	-	0	
capabilities.metrics	+2.0.0	-	1	-	1	1	-	-	-	-	2	collect:metrics	collect:kubelet-metrics	0	-	0	
capabilities.rbac	+2.4.1-RC3	-	1	-	1	1	-	-	-	-	1	manage:rbac	0	-	0	
capabilities.events.create	+2.10.2-RC6	-	1	-	1	1	-	-	-	-	1	write:event	0	-	0	
capabilities.cost.hpa	+2.12.4-RC8	-	1	-	1	1	-	-	-	-	2	edit:scaledobject	edit:scaledjob	0	-	0	
capabilities.rbacTempTokens	+2.13.2-RC3	-	1	-	1	1	-	-	-	-	1	issue:token	0	-	0	
capabilities.crActions	+2.13.2-RC13	-	1	-	1	1	-	-	-	-	2	edit:any	delete:any	0	-	0	
capabilities.impersonation.enabled	+2.17.4-RC7	-	1	-	0	1	-	-	-	-	1	impersonate:user	0	-	0	
createRbac	+2.5.8-RC3	-	1	-	1	1	-	-	-	-	0	0	+off, the chart writes no role at all	0	
allowedResources.event	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:event	0	-	0	
allowedResources.deployment	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:deployment	0	-	0	
allowedResources.replicationController	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:replicationcontroller	0	-	0	
allowedResources.replicaSet	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:replicaset	0	-	0	
allowedResources.daemonSet	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:daemonset	0	-	0	
allowedResources.statefulSet	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:statefulset	0	-	0	
allowedResources.service	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:service	0	-	0	
allowedResources.pod	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:pod	0	-	0	
allowedResources.job	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:job	0	-	0	
allowedResources.cronjob	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:cronjob	0	-	0	
allowedResources.node	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:node	0	-	0	
allowedResources.clusterRole	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:clusterrole	0	-	0	
allowedResources.serviceAccount	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:serviceaccount	0	-	0	
allowedResources.persistentVolume	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:persistentvolume	0	-	0	
allowedResources.persistentVolumeClaim	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:persistentvolumeclaim	0	-	0	
allowedResources.namespace	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:namespace	0	-	0	
allowedResources.configMap	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:configmap	0	-	0	
allowedResources.ingress	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:ingress	0	-	0	
allowedResources.endpoints	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:endpoints	0	-	0	
allowedResources.storageClass	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:storageclass	0	-	0	
allowedResources.secret	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:secret	0	-	0	
allowedResources.limitRange	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:limitrange	0	-	0	
allowedResources.podTemplate	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:podtemplate	0	-	0	
allowedResources.resourceQuota	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:resourcequota	0	-	0	
allowedResources.controllerRevision	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:controllerrevision	0	-	0	
allowedResources.horizontalPodAutoscaler	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:horizontalpodautoscaler	0	-	0	
allowedResources.certificateSigningRequest	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:certificatesigningrequest	0	-	0	
allowedResources.lease	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:lease	0	-	0	
allowedResources.endpointSlice	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:endpointslice	0	-	0	
allowedResources.ingressClass	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:ingressclass	0	-	0	
allowedResources.networkPolicy	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:networkpolicy	0	-	0	
allowedResources.runtimeClass	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:runtimeclass	0	-	0	
allowedResources.clusterRoleBinding	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:clusterrolebinding	0	-	0	
allowedResources.roleBinding	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:rolebinding	0	-	0	
allowedResources.role	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:role	0	-	0	
allowedResources.priorityClass	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:priorityclass	0	-	0	
allowedResources.csiDriver	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:csidriver	0	-	0	
allowedResources.csiNode	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:csinode	0	-	0	
allowedResources.csiStorageCapacity	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:csistoragecapacity	0	-	0	
allowedResources.volumeAttachment	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:volumeattachment	0	-	0	
allowedResources.rollout	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:rollout	0	-	0	
allowedResources.admissionRegistrationResources	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:admissionregistration	0	-	0	
allowedResources.flowControlResources	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:flowcontrol	0	-	0	
allowedResources.podDisruptionBudget	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:poddisruptionbudget	0	-	0	
allowedResources.policyResources	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:podsecuritypolicy	0	-	0	
allowedResources.authorizationResources	+2.0.0	-	1	-	1	1	-	-	-	-	0	0	+grants get, list and watch on access reviews, which serve only create	0	
allowedResources.metrics	+2.0.0	-	1	-	1	1	-	-	-	-	0	0	+grants reads of metrics.k8s.io, which collect:metrics has	0	
allowedResources.argoWorkflows.workflows	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:workflow	0	-	0	
allowedResources.argoWorkflows.workflowTemplates	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:workflowtemplate	0	-	0	
allowedResources.argoWorkflows.clusterWorkflowTemplates	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:clusterworkflowtemplate	0	-	0	
allowedResources.argoWorkflows.cronWorkflows	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:cronworkflow	0	-	0	
allowedResources.allowReadAll	+2.0.0	-	1	-	1	1	-	-	-	-	1	watch:any	0	-	0	
43	admissionControllerVersion	allowedResources.customReadAPIGroups	apiKey	apiKeySecret	capabilities.admissionController	capabilities.events.enableRWCache	capabilities.events.namespacesDenylist	capabilities.events.redact	capabilities.events.watchNamespace	capabilities.klaudiaIntegrationSync	capabilities.komodorCRD	capabilities.kubectlProxy	capabilities.logs.logsNamespacesAllowlist	capabilities.logs.logsNamespacesDenylist	capabilities.logs.nameDenylist	capabilities.logs.redact	capabilities.networkMapper	capabilities.nodeEnricher	capabilities.rbacClusterSyncParams	capabilities.redaction	capabilities.tasks	capabilities.telemetry	capabilities.tunnel	clusterName	communications	components	createNamespace	customCa	fullnameOverride	global	imagePullSecret	imageRepo	nameOverride	proxy	publicApiKey	publicApiKeySecret	publicApiKeySecretKey	pullPolicy	serviceAccount	site	tags	telegrafImageVersion	telegrafWindowsImageVersion	1	komodorio	https://helm-charts.komodor.io	komodor-agent	4	apiKeySecret	apiKeySecret	clusterName	clusterName	createNamespace	createNamespace	watchNamespace	capabilities.events.watchNamespace	
"""#
}
