import Simulation

extension APIServer {
  /// Gives a new Service its cluster address and its node ports.
  func allocateAddresses(_ object: KubernetesObject) throws(APIError) {
    guard let service = object as? Service, service.spec.type != "ExternalName" else { return }
    let asked = service.spec.clusterIP
    if asked.isEmpty {
      let ordinal = creations.count(random.key("uid", "services/" + service.key))
      let address = clusterAddresses.allocate("\(service.key) \(ordinal)")
      service.spec.clusterIP = address
      service.spec.clusterIPs = [address]
    } else if asked != "None" {
      if !ClusterAddresses.contains(asked) {
        throw invalidAddress(
          service,
          "failed to allocate IP \(asked): the provided IP (\(asked)) is not in the valid range."
            + " The range of valid IPs is 10.96.0.0/12")
      }
      if !clusterAddresses.take(asked) {
        throw invalidAddress(
          service, "failed to allocate IP \(asked): provided IP is already allocated")
      }
    }
    allocateNodePorts(service)
  }

  func invalidAddress(_ service: Service, _ detail: String) -> APIError {
    .invalid(
      .services, service.name,
      [.invalid("spec.clusterIPs", "[]string{\"\(service.spec.clusterIP)\"}", detail)])
  }

  /// Ports from 30000 up to 32767 for what is reachable from outside.
  func allocateNodePorts(_ service: Service) {
    guard service.spec.type == "NodePort" || service.spec.type == "LoadBalancer",
      service.spec.allocateLoadBalancerNodePorts != false
    else { return }
    var used: Set<Int32> = []
    for other in list(Service.self) where other.metadata.uid != service.metadata.uid {
      for port in other.spec.ports { used.insert(port.nodePort) }
    }
    for port in service.spec.ports { used.insert(port.nodePort) }
    for index in service.spec.ports.indices where service.spec.ports[index].nodePort == 0 {
      let identity = "\(service.key):\(service.spec.ports[index].port)"
      var ordinal: UInt64 = 0
      while service.spec.ports[index].nodePort == 0, ordinal < 10_000 {
        let port = 30_000 + Int32(random.pick(below: 2768, "node port", identity, ordinal))
        ordinal += 1
        if used.insert(port).inserted { service.spec.ports[index].nodePort = port }
      }
    }
  }

  /// What an update takes over from the stored object when it is left out.
  func completeUpdate(_ object: KubernetesObject, old: KubernetesObject) {
    if let service = object as? Service, let before = old as? Service {
      if service.spec.clusterIP.isEmpty, service.spec.type != "ExternalName" {
        service.spec.clusterIP = before.spec.clusterIP
        service.spec.clusterIPs = before.spec.clusterIPs
      } else if service.spec.clusterIP != before.spec.clusterIP,
        service.spec.clusterIPs == before.spec.clusterIPs
      {
        service.spec.clusterIPs = [service.spec.clusterIP]
      }
      for index in service.spec.ports.indices where service.spec.ports[index].nodePort == 0 {
        let port = service.spec.ports[index].port
        if let same = before.spec.ports.first(where: { $0.port == port }),
          service.spec.type == before.spec.type
        {
          service.spec.ports[index].nodePort = same.nodePort
        }
      }
      allocateNodePorts(service)
    } else if let pod = object as? Pod, let before = old as? Pod {
      if pod.spec.nodeName.isEmpty { pod.spec.nodeName = before.spec.nodeName }
      if pod.spec.priority == nil { pod.spec.priority = before.spec.priority }
      if pod.spec.preemptionPolicy == nil {
        pod.spec.preemptionPolicy = before.spec.preemptionPolicy
      }
      if pod.spec.serviceAccountName.isEmpty {
        pod.spec.serviceAccountName = before.spec.serviceAccountName
        pod.spec.serviceAccount = before.spec.serviceAccount
      }
    } else if let claim = object as? PersistentVolumeClaim,
      let before = old as? PersistentVolumeClaim
    {
      if claim.spec.storageClassName == nil {
        claim.spec.storageClassName = before.spec.storageClassName
      }
    }
  }
}
