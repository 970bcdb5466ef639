extension FieldDescriptions {
  static let network = """
    Service: One address and one name for pods that come and go.
    ServiceSpec: What leads to which pods.
    ServiceSpec.ports: The ports of the Service.
    ServiceSpec.selector: The labels of the pods behind it. Without a selector its endpoints are made by hand.
    ServiceSpec.clusterIP: Its address inside the cluster. None makes it headless: its name leads to the pods themselves.
    ServiceSpec.clusterIPs: The same as a list.
    ServiceSpec.type {ClusterIP, ExternalName, LoadBalancer, NodePort}: From where it can be reached. The default is ClusterIP: from inside.
    ServiceSpec.externalIPs: More addresses that lead to it.
    ServiceSpec.sessionAffinity {ClientIP, None}: Whether all connections of a client go to the same pod. The default is None.
    ServiceSpec.sessionAffinityConfig: More about it.
    ServiceSpec.loadBalancerIP: A wish for the address of the load balancer.
    ServiceSpec.loadBalancerSourceRanges: From which addresses the load balancer may be used.
    ServiceSpec.loadBalancerClass: Which load balancer is meant.
    ServiceSpec.externalName: The name that it stands for, with the type ExternalName.
    ServiceSpec.externalTrafficPolicy {Cluster, Local}: Whether a node hands connections from outside to pods of other nodes, too.
    ServiceSpec.internalTrafficPolicy {Cluster, Local}: The same for connections from inside.
    ServiceSpec.healthCheckNodePort: The port at which a load balancer asks nodes for local pods.
    ServiceSpec.publishNotReadyAddresses: Whether pods that are not Ready count, too. Peers of a database find each other that way.
    ServiceSpec.ipFamilies: Which kinds of addresses it has.
    ServiceSpec.ipFamilyPolicy {PreferDualStack, RequireDualStack, SingleStack}: Whether it has one kind of addresses or two.
    ServiceSpec.allocateLoadBalancerNodePorts: Whether a load balancer gets ports of the nodes.
    ServiceSpec.trafficDistribution: A wish to stay near, such as PreferClose.
    ServicePort: A port of a Service.
    ServicePort.name: A name, needed when there are several. It is part of the SRV record.
    ServicePort.protocol {SCTP, TCP, UDP}: The protocol. The default is TCP.
    ServicePort.appProtocol: What is spoken on it, for those who want to know.
    ServicePort.port*: The port of the Service.
    ServicePort.targetPort: The port of the pods, by number or name. The default is the same number.
    ServicePort.nodePort: The port of every node that leads to it, from 30000 to 32767.
    SessionAffinityConfig: More about session affinity.
    SessionAffinityConfig.clientIP: For the kind ClientIP.
    ClientIPConfig: Session affinity by the address of the client.
    ClientIPConfig.timeoutSeconds: How long a client keeps its pod after its last connection. The default is 10800.
    ServiceStatus: What is known of a Service.
    ServiceStatus.loadBalancer: The addresses of its load balancer.
    LoadBalancerStatus: The addresses of a load balancer.
    LoadBalancerStatus.ingress: One entry for each. There are none while nobody provides a load balancer.
    LoadBalancerIngress: An address of a load balancer.
    LoadBalancerIngress.ip: The address.
    LoadBalancerIngress.hostname: The name.
    LoadBalancerIngress.ipMode: Whether connections arrive with the balancer's address or the Service's.
    Endpoints: The addresses behind a Service, in the old form.
    Endpoints.subsets: Addresses with the ports that they share.
    EndpointSubset: Addresses and ports; each address has each port.
    EndpointSubset.addresses: Those that are Ready.
    EndpointSubset.notReadyAddresses: Those that are not.
    EndpointSubset.ports: The ports.
    EndpointAddress: An address of a pod.
    EndpointAddress.ip*: The address.
    EndpointAddress.hostname: The name of the pod below the Service.
    EndpointAddress.nodeName: The node that the pod is on.
    EndpointAddress.targetRef: The pod.
    EndpointPort: A port behind a Service.
    EndpointPort.name: The name of the Service's port.
    EndpointPort.port: The number.
    EndpointPort.protocol {SCTP, TCP, UDP}: The protocol. The default is TCP.
    EndpointPort.appProtocol: What is spoken on it.
    EndpointSlice: A part of the addresses behind a Service, at most 100.
    EndpointSlice.addressType* {FQDN, IPv4, IPv6}: The kind of the addresses.
    EndpointSlice.endpoints*: The addresses.
    EndpointSlice.ports: The ports that each of them has.
    Endpoint: One pod behind a Service.
    Endpoint.addresses*: Its address.
    Endpoint.conditions: Whether it can be used.
    Endpoint.hostname: The name of the pod below the Service.
    Endpoint.targetRef: The pod.
    Endpoint.deprecatedTopology: Where it is, in an older way.
    Endpoint.nodeName: The node that the pod is on.
    Endpoint.zone: The zone that the node is in.
    EndpointConditions: Whether an endpoint can be used.
    EndpointConditions.ready: It serves and is not being deleted, or is published in any case.
    EndpointConditions.serving: It serves, even while it is being deleted.
    EndpointConditions.terminating: It is being deleted.
    """
}
