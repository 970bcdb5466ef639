extension FieldDescriptions {
  static let cluster = """
    ConfigMap: Names and texts for pods to read, as variables or files.
    ConfigMap.data: The texts.
    ConfigMap.binaryData: Bytes in Base64, for what is no text.
    ConfigMap.immutable: Whether it can never be changed again.
    Secret: Like a ConfigMap, for what should not be shown: passwords, keys.
    Secret.data: The values in Base64, which hides nothing.
    Secret.stringData: Values as they are; the server puts them into data and never shows them here.
    Secret.immutable: Whether it can never be changed again.
    Secret.type: What it is for. The default is Opaque: anything.
    Namespace: A space of names. The same name may be used in each.
    NamespaceSpec: Who has to do something before it may go.
    NamespaceSpec.finalizers: The names of those. As long as objects are in the namespace, kubernetes is one.
    NamespaceStatus: Whether it is in use.
    NamespaceStatus.phase {Active, Terminating}: Whether it is in use or being deleted.
    ServiceAccount: An identity for pods that talk to the API server.
    ServiceAccount.secrets: Secrets that its pods may use.
    ServiceAccount.imagePullSecrets: Passwords of image registries for its pods.
    ServiceAccount.automountServiceAccountToken: Whether its token is mounted into pods.
    Event: Something that happened to an object. It is forgotten after an hour.
    Event.involvedObject*: The object.
    Event.source: Who noticed it.
    Event.firstTimestamp: When it happened first.
    Event.lastTimestamp: When it happened last.
    Event.count: How often it happened.
    Event.series: How often it happened, for those that have no count.
    EventSeries: How often an event happened.
    EventSeries.count: How often.
    EventSeries.lastObservedTime: When it happened last.
    Event.type {Normal, Warning}: Whether it is as it should be.
    Event.eventTime: The same as the first time, in a newer form.
    Event.action: What was done.
    Event.reportingComponent: Who noticed it, in a newer form.
    Event.reportingInstance: Which of several such.
    EventSource: Who noticed something.
    EventSource.component: Its name, such as kubelet.
    EventSource.host: The node that it runs on.
    Lease: A sign of life. Each kubelet renews one.
    LeaseSpec: Who holds it and since when.
    LeaseSpec.holderIdentity: Who holds it.
    LeaseSpec.leaseDurationSeconds: After how many seconds without renewal others may take it.
    LeaseSpec.acquireTime: When it was taken.
    LeaseSpec.renewTime: When it was last renewed.
    LeaseSpec.leaseTransitions: How often it changed hands.
    Node: A machine that runs pods.
    NodeSpec: What is wanted of a node.
    NodeSpec.podCIDR: The addresses that its pods get.
    NodeSpec.podCIDRs: The same as a list.
    NodeSpec.providerID: How the provider of the machine calls it.
    NodeSpec.taints: What keeps pods away that do not tolerate it.
    NodeSpec.unschedulable: Whether it is closed for new pods, as kubectl cordon does.
    Taint: Keeps pods away that do not tolerate it.
    Taint.key*: The key.
    Taint.value: The value.
    Taint.effect* {NoExecute, NoSchedule, PreferNoSchedule}: NoSchedule keeps new pods away, PreferNoSchedule does if it can, NoExecute drives out those that run, too.
    Taint.timeAdded: Since when, for NoExecute.
    NodeStatus: What is known of a node. Its kubelet reports it.
    NodeStatus.capacity: What the machine has.
    NodeStatus.allocatable: What pods may use of it.
    NodeStatus.addresses: Its addresses and names.
    NodeStatus.nodeInfo: Its system.
    NodeStatus.volumesInUse: Volumes that are mounted.
    NodeStatus.volumesAttached: Volumes that are attached.
    NodeCondition: One thing that is True or False about a node.
    NodeCondition.type*: Ready, MemoryPressure, DiskPressure, PIDPressure or NetworkUnavailable.
    NodeCondition.status*: True, False or Unknown. Unknown means that the kubelet has been silent for too long.
    NodeCondition.lastHeartbeatTime: When it was last reported.
    NodeAddress: An address or a name.
    NodeAddress.type*: InternalIP, ExternalIP, Hostname and others.
    NodeAddress.address*: The address.
    AttachedVolume: A volume that is attached to a node.
    AttachedVolume.name*: Its name.
    AttachedVolume.devicePath*: The device that it is there.
    NodeSystemInfo: The system of a node.
    NodeSystemInfo.machineID*: A number of the machine.
    NodeSystemInfo.systemUUID*: Another number of the machine.
    CustomResourceDefinition: A kind that the cluster has besides the standard ones. It can be read here, and not be written.
    NodeSystemInfo.bootID*: A number that is new with each start.
    NodeSystemInfo.kernelVersion*: The version of the kernel.
    NodeSystemInfo.osImage*: The name of the system.
    NodeSystemInfo.containerRuntimeVersion*: What runs the containers.
    NodeSystemInfo.kubeletVersion*: The version of the kubelet.
    NodeSystemInfo.kubeProxyVersion*: Not used any more.
    NodeSystemInfo.operatingSystem*: Such as linux.
    NodeSystemInfo.architecture*: Such as amd64.
    """
}
