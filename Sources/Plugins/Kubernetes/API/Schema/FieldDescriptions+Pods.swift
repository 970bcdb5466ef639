extension FieldDescriptions {
  static let pods = """
    Pod: A pod is one or more containers that run together on one node, with one address and shared volumes.
    PodSpec: What a pod runs, and under which conditions.
    PodSpec.volumes: Volumes that the containers may mount.
    PodSpec.initContainers: Containers that run to their end, one after the other, before the others start. One with the restart policy Always goes on running beside them.
    PodSpec.containers*: The containers of the pod. There must be one at least, and their list cannot be changed.
    PodSpec.restartPolicy {Always, Never, OnFailure}: Whether containers that have ended are started again. The default is Always.
    PodSpec.terminationGracePeriodSeconds: How many seconds the containers have between the request to end and being killed. The default is 30.
    PodSpec.activeDeadlineSeconds: After how many seconds the pod is ended and counts as failed.
    PodSpec.dnsPolicy {ClusterFirst, ClusterFirstWithHostNet, Default, None}: Where names are looked up. The default, ClusterFirst, asks the cluster's name server.
    PodSpec.nodeSelector: Labels that a node must have to run the pod.
    PodSpec.serviceAccountName: The account as which the pod talks to the API server.
    PodSpec.serviceAccount: An old name of serviceAccountName.
    PodSpec.automountServiceAccountToken: Whether the token of the account is mounted into the containers.
    PodSpec.nodeName: The node that the pod is bound to. The scheduler writes it.
    PodSpec.hostNetwork: Whether the pod uses the network of its node instead of an address of its own.
    PodSpec.hostname: The host name of the pod. The default is its name.
    PodSpec.subdomain: The headless Service under which the pod has a name: hostname.subdomain.namespace.svc.
    PodSpec.schedulerName: Which scheduler chooses the node.
    PodSpec.tolerations: Taints of nodes that do not keep the pod away.
    PodSpec.hostAliases: Lines that are added to /etc/hosts.
    PodSpec.priorityClassName: The name of a priority.
    PodSpec.priority: How important the pod is; the higher, the more.
    PodSpec.readinessGates: Conditions that must be True, too, before the pod counts as Ready.
    PodSpec.schedulingGates: As long as there is one, the pod is not scheduled.
    PodSpec.enableServiceLinks: Whether containers are told the addresses of Services as variables. The default is true.
    PodSpec.preemptionPolicy: Whether the pod may push out pods of a lower priority.
    PodSpec.imagePullSecrets: Secrets with passwords of image registries.
    PodSpec.affinity: Rules about the nodes, and the other pods, that this pod wants to be near to or far from.
    PodSpec.securityContext: The user, the groups and the rights of all containers.
    PodSpec.dnsConfig: Name servers, suffixes and options that are added to those of dnsPolicy.
    PodSpec.os: The operating system that the pod is made for.
    PodSecurityContext: The user, the groups and the rights of all containers.
    PodSecurityContext.runAsUser: The number of the user.
    PodSecurityContext.runAsGroup: The number of the user's first group.
    PodSecurityContext.runAsNonRoot: Whether the containers must not start as root.
    PodDNSConfig: How names are looked up.
    PodDNSConfig.nameservers: Addresses of name servers.
    PodDNSConfig.searches: Suffixes that are tried behind a name.
    PodDNSConfig.options: Options of the resolver.
    PodDNSConfigOption: One option of the resolver.
    PodDNSConfigOption.name: Its name, such as ndots.
    PodDNSConfigOption.value: Its value.
    PodOS: An operating system.
    PodOS.name* {linux, windows}: Its name.
    PodTemplateSpec: What pods are made from.
    PodTemplateSpec.metadata: The labels and annotations of the pods.
    PodTemplateSpec.spec: What the pods run.
    PodStatus: What is known of a pod.
    PodStatus.phase {Failed, Pending, Running, Succeeded, Unknown}: How far the pod is in its life.
    PodStatus.message: Why the pod is in this state.
    PodStatus.reason: The same in one word, such as Evicted.
    PodStatus.nominatedNodeName: A node on which room is being made for the pod.
    PodStatus.hostIP: The address of the node.
    PodStatus.hostIPs: The addresses of the node.
    PodStatus.podIP: The address of the pod. It is another one after the pod was made anew.
    PodStatus.podIPs: The addresses of the pod.
    PodStatus.startTime: When the kubelet first saw the pod.
    PodStatus.initContainerStatuses: The state of each init container.
    PodStatus.containerStatuses: The state of each container.
    PodStatus.qosClass {BestEffort, Burstable, Guaranteed}: How the pod is treated when its node runs out of something; it follows from requests and limits.
    PodIP: One address.
    PodIP.ip: The address.
    HostIP.ip: The address.
    PodCondition: One thing that is True or False about a pod.
    PodCondition.type*: What it is about: PodScheduled, Initialized, ContainersReady, Ready and others.
    PodCondition.status*: True, False or Unknown.
    PodReadinessGate: A condition that somebody else has to set.
    PodReadinessGate.conditionType*: The type of the condition.
    PodSchedulingGate: Something that keeps a pod from being scheduled.
    PodSchedulingGate.name*: The name of the gate.
    HostAlias: An address with names for it.
    HostAlias.ip*: The address.
    HostAlias.hostnames: Its names.
    Toleration: Says that a taint does not keep the pod away.
    Toleration.key: The key of the taint; empty for all, with the operator Exists.
    Toleration.operator {Equal, Exists}: Whether the value has to be the same, or any will do.
    Toleration.value: The value of the taint.
    Toleration.effect {NoExecute, NoSchedule, PreferNoSchedule}: The effect of the taint; empty for all.
    Toleration.tolerationSeconds: For NoExecute: how long the pod stays before it is evicted. Without it, it stays for ever.
    Affinity: Rules about where a pod wants to run.
    Affinity.nodeAffinity: Rules about nodes.
    Affinity.podAffinity: Pods to be near to.
    Affinity.podAntiAffinity: Pods to be far from.
    NodeAffinity: Rules about the labels of nodes.
    NodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: What a node must be like.
    NodeAffinity.preferredDuringSchedulingIgnoredDuringExecution: What a node had better be like.
    NodeSelector: Terms of which one has to hold.
    NodeSelector.nodeSelectorTerms*: The terms.
    NodeSelectorTerm: Conditions that all have to hold.
    NodeSelectorTerm.matchExpressions: Conditions on labels.
    NodeSelectorTerm.matchFields: Conditions on fields, such as metadata.name.
    NodeSelectorRequirement: A condition on one label or field.
    NodeSelectorRequirement.key*: The name of the label or field.
    NodeSelectorRequirement.operator* {DoesNotExist, Exists, Gt, In, Lt, NotIn}: How it relates to the values.
    NodeSelectorRequirement.values: The values.
    PreferredSchedulingTerm: A wish, and how strong it is.
    PreferredSchedulingTerm.weight*: From 1 to 100.
    PreferredSchedulingTerm.preference*: What is wished for.
    PodAffinity: Pods to be near to, or far from.
    PodAffinity.requiredDuringSchedulingIgnoredDuringExecution: What must hold.
    PodAffinity.preferredDuringSchedulingIgnoredDuringExecution: What had better hold.
    PodAffinityTerm: Some pods, and how near is near.
    PodAffinityTerm.labelSelector: The pods.
    PodAffinityTerm.namespaces: The namespaces to look for them in; the pod's own by default.
    PodAffinityTerm.namespaceSelector: The namespaces, chosen by their labels.
    PodAffinityTerm.topologyKey*: The label whose value says which nodes are one place, such as kubernetes.io/hostname.
    PodAffinityTerm.matchLabelKeys: Labels whose values are taken from the pod itself.
    PodAffinityTerm.mismatchLabelKeys: Labels in whose values the others have to differ.
    WeightedPodAffinityTerm: A wish, and how strong it is.
    WeightedPodAffinityTerm.weight*: From 1 to 100.
    WeightedPodAffinityTerm.podAffinityTerm*: What is wished for.
    """
}
