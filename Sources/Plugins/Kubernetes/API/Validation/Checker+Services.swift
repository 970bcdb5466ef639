import Values

extension Checker {
  mutating func service(_ service: Service) {
    let spec = service.spec
    let isHeadless = spec.clusterIP == "None"
    if spec.ports.isEmpty, !isHeadless, spec.type != "ExternalName" { add(.required("spec.ports")) }
    for (index, port) in spec.ports.enumerated() {
      let field = "spec.ports[\(index)]"
      if port.name.isEmpty {
        if spec.ports.count > 1 { add(.required("\(field).name")) }
      } else {
        names("\(field).name", port.name, NameRules.problemsOfLabel(port.name))
        if spec.ports[..<index].contains(where: { $0.name == port.name }) {
          add(.duplicate("\(field).name", port.name))
        }
      }
      self.port("\(field).port", port.port)
      supported("\(field).protocol", port.protocol, ["SCTP", "TCP", "UDP"])
      self.port("\(field).targetPort", port.targetPort)
      if port.nodePort != 0, spec.type == "ClusterIP" {
        add(
          .forbidden(
            "\(field).nodePort", "may not be used when `type` is 'ClusterIP'"))
      }
    }
    labels("spec.selector", spec.selector)
    supported("spec.sessionAffinity", spec.sessionAffinity, ["ClientIP", "None"])
    supported(
      "spec.type", spec.type, ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"])
    if spec.type == "ExternalName", spec.externalName.isEmpty {
      add(.required("spec.externalName"))
    }
    if isHeadless, spec.type != "ClusterIP" {
      add(
        .invalid(
          "spec.clusterIPs[0]", text: "None", "may not be set to 'None' for \(spec.type) services"))
    }
    if !spec.clusterIP.isEmpty, !isHeadless, ClusterAddresses.parsed(spec.clusterIP) == nil {
      add(
        .invalid(
          "spec.clusterIPs[0]", text: spec.clusterIP,
          "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"))
    }
    if let seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds,
      !(1...86_400).contains(seconds)
    {
      add(
        .invalid(
          "spec.sessionAffinityConfig.clientIP.timeoutSeconds", String(seconds),
          "must be greater than 0 and less than 86400"))
    }
  }
}
