extension Service {
  func applyDefaults() {
    if spec.type.isEmpty { spec.type = "ClusterIP" }
    if spec.sessionAffinity.isEmpty { spec.sessionAffinity = "None" }
    if spec.sessionAffinity == "ClientIP" {
      // E5: three hours.
      if spec.sessionAffinityConfig?.clientIP?.timeoutSeconds == nil {
        var settings = ClientIPConfig()
        settings.timeoutSeconds = 10800
        spec.sessionAffinityConfig = SessionAffinityConfig()
        spec.sessionAffinityConfig?.clientIP = settings
      }
    } else {
      spec.sessionAffinityConfig = nil
    }
    for index in spec.ports.indices {
      if spec.ports[index].protocol.isEmpty { spec.ports[index].protocol = "TCP" }
      if spec.ports[index].targetPort == .integer(0) || spec.ports[index].targetPort == .string("")
      {
        spec.ports[index].targetPort = .integer(spec.ports[index].port)
      }
    }
    guard spec.type != "ExternalName" else { return }
    if spec.internalTrafficPolicy == nil { spec.internalTrafficPolicy = "Cluster" }
    if spec.type == "NodePort" || spec.type == "LoadBalancer", spec.externalTrafficPolicy.isEmpty {
      spec.externalTrafficPolicy = "Cluster"
    }
    if spec.type == "LoadBalancer", spec.allocateLoadBalancerNodePorts == nil {
      spec.allocateLoadBalancerNodePorts = true
    }
    if spec.ipFamilies.isEmpty { spec.ipFamilies = ["IPv4"] }
    if spec.ipFamilyPolicy == nil { spec.ipFamilyPolicy = "SingleStack" }
    if spec.clusterIPs.isEmpty, !spec.clusterIP.isEmpty { spec.clusterIPs = [spec.clusterIP] }
    if spec.clusterIP.isEmpty, let first = spec.clusterIPs.first { spec.clusterIP = first }
  }
}
