import Values

extension Description {
  mutating func service(_ service: JSON, _ slices: [JSON]) {
    metadata(service)
    row("Selector", labelsText(service.map("spec", "selector")))
    let spec = service["spec"] ?? .null
    row("Type", spec.text("type"))
    let policy = spec.text("ipFamilyPolicy")
    if !policy.isEmpty { row("IP Family Policy", policy) }
    let families = spec.items("ipFamilies").compactMap { $0.string }
    row("IP Families", families.isEmpty ? "<none>" : families.joined(separator: ","))
    row("IP", spec.text("clusterIP"))
    let addresses = spec.items("clusterIPs").compactMap { $0.string }
    row("IPs", addresses.isEmpty ? "<none>" : addresses.joined(separator: ","))
    let external = spec.items("externalIPs").compactMap { $0.string }
    if !external.isEmpty { row("External IPs", external.joined(separator: ",")) }
    let name = spec.text("externalName")
    if !name.isEmpty { row("External Name", name) }
    let ingress = service.items("status", "loadBalancer", "ingress")
    if !ingress.isEmpty {
      let texts = ingress.map { $0.text("ip").isEmpty ? $0.text("hostname") : $0.text("ip") }
      row("LoadBalancer Ingress", texts.joined(separator: ", "))
    }
    for port in spec.items("ports") { self.port(port, slices) }
    row("Session Affinity", spec.text("sessionAffinity"))
    let outside = spec.text("externalTrafficPolicy")
    if !outside.isEmpty { row("External Traffic Policy", outside) }
    let inside = spec.text("internalTrafficPolicy")
    if !inside.isEmpty { row("Internal Traffic Policy", inside) }
  }

  private mutating func port(_ port: JSON, _ slices: [JSON]) {
    let name = port.text("name").isEmpty ? "<unset>" : port.text("name")
    let transport = port.text("protocol")
    line("Port:\t\(name)\t\(port.number("port"))/\(transport)")
    row("TargetPort", "\(JSONPath.text(port["targetPort"] ?? .null))/\(transport)")
    if port.number("nodePort") != 0 {
      line("NodePort:\t\(name)\t\(port.number("nodePort"))/\(transport)")
    }
    row("Endpoints", endpointText(of: slices, port: port.text("name")))
  }

  /// The addresses behind a port, three at most.
  private func endpointText(of slices: [JSON], port name: String) -> String {
    if slices.isEmpty { return "<none>" }
    var shown: [String] = []
    var count = 0
    for slice in slices {
      for port in slice.items("ports") where port.text("name") == name {
        for endpoint in slice.items("endpoints") {
          if endpoint.at("conditions", "ready")?.bool == false { continue }
          count += 1
          if shown.count < 3 {
            let address = endpoint.items("addresses").first?.string ?? ""
            shown.append("\(address):\(port.number("port"))")
          }
        }
      }
    }
    let text = shown.joined(separator: ",")
    return count > 3 ? "\(text) + \(count - 3) more..." : text
  }

  mutating func endpoints(_ endpoints: JSON) {
    metadata(endpoints)
    let subsets = endpoints.items("subsets")
    line("Subsets:")
    for subset in subsets {
      for (title, member) in [
        ("Addresses", "addresses"), ("NotReadyAddresses", "notReadyAddresses"),
      ] {
        let addresses = subset.items(member).map { $0.text("ip") }
        row(title, addresses.isEmpty ? "<none>" : addresses.joined(separator: ","), level: 1)
      }
      let ports = subset.items("ports")
      if !ports.isEmpty {
        line("Ports:", level: 1)
        line("Name\tPort\tProtocol", level: 2)
        line("----\t----\t--------", level: 2)
        for port in ports {
          let name = port.text("name").isEmpty ? "<unset>" : port.text("name")
          line("\(name)\t\(port.number("port"))\t\(port.text("protocol"))", level: 2)
        }
      }
      line("")
    }
  }

  mutating func endpointSlice(_ slice: JSON) {
    metadata(slice)
    row("AddressType", slice.text("addressType"))
    let ports = slice.items("ports")
    line(ports.isEmpty ? "Ports: <unset>" : "Ports:")
    if !ports.isEmpty {
      line("Name\tPort\tProtocol", level: 1)
      line("----\t----\t--------", level: 1)
    }
    for port in ports {
      let name = port.text("name")
      let number = port["port"].map { JSONPath.text($0) } ?? "<unset>"
      line(
        "\(name.isEmpty ? "<unset>" : name)\t\(number)\t\(port.text("protocol"))", level: 1)
    }
    let all = slice.items("endpoints")
    line(all.isEmpty ? "Endpoints: <none>" : "Endpoints:")
    for endpoint in all { self.endpoint(endpoint) }
  }

  private mutating func endpoint(_ endpoint: JSON) {
    let addresses = endpoint.items("addresses").compactMap { $0.string }
    row("- Addresses", addresses.isEmpty ? "<none>" : addresses.joined(separator: ", "), level: 1)
    line("Conditions:", level: 2)
    let isReady = endpoint.at("conditions", "ready")?.bool
    row("Ready", isReady.map { $0 ? "true" : "false" } ?? "<unset>", level: 3)
    row("Hostname", endpoint["hostname"]?.string ?? "<unset>", level: 2)
    if let target = endpoint["targetRef"], !target.isNull {
      row("TargetRef", "\(target.text("kind"))/\(target.text("name"))", level: 2)
    }
    row("NodeName", endpoint["nodeName"]?.string ?? "<unset>", level: 2)
    row("Zone", endpoint["zone"]?.string ?? "<unset>", level: 2)
  }
}
