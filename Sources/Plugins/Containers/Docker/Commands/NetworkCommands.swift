import OrderedCollections
import Simulation
import Values

extension DockerCommand {
  static let networkCreate = DockerCommand(
    path: ["network", "create"], usage: "[OPTIONS] NETWORK", summary: "Create a network",
    flags: [
      .value("driver", "d"), .list("label"), .unsupported("internal", takesValue: false),
      .unsupported("attachable", takesValue: false), .unsupported("subnet"),
      .unsupported("gateway"), .unsupported("ip-range"), .unsupported("ipv6", takesValue: false),
      .unsupported("opt", "o"), .unsupported("ipam-driver"), .unsupported("ipam-opt"),
      .unsupported("aux-address"), .unsupported("scope"),
      .unsupported("ingress", takesValue: false), .unsupported("config-from"),
      .unsupported("config-only", takesValue: false),
    ], arguments: 1...1
  ) { (call) throws(ClientError) in
    let driver = call.line.text("driver") ?? "bridge"
    guard driver == "bridge" else {
      throw .daemon(
        ["host", "null"].contains(driver)
          ? "only one instance of \"\(driver)\" network is allowed"
          : "the network driver '\(driver)' is not supported here")
    }
    let network = try call.ask { () throws(EngineError) in
      try call.engine.createNetwork(
        call.arguments[0], labels: Environment.pairs(call.line.list("label")))
    }
    call.show(network.id)
    call.finish()
  }

  static let networkList = DockerCommand(
    path: ["network", "ls"], aliases: [["network", "list"]], usage: "[OPTIONS]",
    summary: "List networks",
    flags: [.list("filter", "f"), .value("format"), .flag("quiet", "q"), .flag("no-trunc")],
    arguments: 0...0
  ) { (call) throws(ClientError) in
    var list = DockerList(
      heads: [
        ("ID", "NETWORK ID"), ("Name", "NAME"), ("Driver", "DRIVER"), ("Scope", "SCOPE"),
        ("Labels", "LABELS"),
      ], columns: ["ID", "Name", "Driver", "Scope"])
    let filters = try call.filters(["name", "driver", "id", "type"])
    for network in call.engine.networks.values.sorted(by: { $0.name < $1.name }) {
      let isWanted = filters.allSatisfy { key, value in
        switch key {
        case "name": network.name.includes(value)
        case "driver": network.driver.rawValue == value
        case "id": network.id.hasPrefix(value)
        default: (value == "custom") == !network.isPredefined
        }
      }
      guard isWanted else { continue }
      list.rows.append([
        "ID": .string(call.line.isSet("no-trunc") ? network.id : String(network.id.prefix(12))),
        "Name": .string(network.name), "Driver": .string(network.driver.rawValue),
        "Scope": "local",
        "Labels": .string(
          network.labels.map { $0.key + "=" + $0.value }.sorted().joined(separator: ",")),
      ])
    }
    call.process.write(
      try list.text(
        format: call.line.text("format"), quietMember: call.line.isSet("quiet") ? "ID" : nil))
    call.finish()
  }

  static let networkInspect = DockerCommand(
    path: ["network", "inspect"], usage: "[OPTIONS] NETWORK [NETWORK...]",
    summary: "Display detailed information on one or more networks",
    flags: [.value("format", "f"), .flag("verbose", "v")], arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    try Inspection(call).run { (name) throws(ClientError) in
      try call.ask { () throws(EngineError) in
        call.engine.json(of: try call.engine.network(name))
      }
    }
  }

  static let networkRemove = DockerCommand(
    path: ["network", "rm"], aliases: [["network", "remove"]],
    usage: "NETWORK [NETWORK...]", summary: "Remove one or more networks",
    flags: [.flag("force", "f")], arguments: 1...Int.max
  ) { (call) throws(ClientError) in
    let force = call.line.isSet("force")
    call.forEachArgument(ignoresMissing: force) { (name, completion) throws(EngineError) in
      try call.engine.removeNetwork(try call.engine.network(name))
      completion()
    }
  }

  static let networkConnect = DockerCommand(
    path: ["network", "connect"], usage: "[OPTIONS] NETWORK CONTAINER",
    summary: "Connect a container to a network",
    flags: [
      .list("alias"), .unsupported("ip"), .unsupported("ip6"), .unsupported("link"),
      .unsupported("driver-opt"), .unsupported("link-local-ip"), .unsupported("gw-priority"),
    ], arguments: 2...2
  ) { (call) throws(ClientError) in
    try call.ask { () throws(EngineError) in
      try call.engine.connect(
        try call.engine.container(call.arguments[1]),
        to: try call.engine.network(call.arguments[0]), aliases: call.line.list("alias"))
    }
    call.finish()
  }

  static let networkDisconnect = DockerCommand(
    path: ["network", "disconnect"], usage: "[OPTIONS] NETWORK CONTAINER",
    summary: "Disconnect a container from a network", flags: [.flag("force", "f")],
    arguments: 2...2
  ) { (call) throws(ClientError) in
    try call.ask { () throws(EngineError) in
      try call.engine.disconnect(
        try call.engine.container(call.arguments[1]),
        from: try call.engine.network(call.arguments[0]))
    }
    call.finish()
  }

  static let networkPrune = DockerCommand(
    path: ["network", "prune"], usage: "[OPTIONS]", summary: "Remove all unused networks",
    flags: [.flag("force", "f"), .unsupported("filter")], arguments: 0...0
  ) { (call) throws(ClientError) in
    call.confirm(
      "This will remove all custom networks not used by at least one container.", name: "network"
    ) {
      let unused = call.engine.networks.values.filter { network in
        !network.isPredefined
          && !call.engine.containers.values.contains { $0.endpoints[network.name] != nil }
      }
      for network in unused {
        _ = Inspection.found { () throws(EngineError) in try call.engine.removeNetwork(network) }
      }
      if !unused.isEmpty {
        call.show("Deleted Networks:")
        for network in unused { call.show(network.name) }
        call.show("")
      }
      call.finish()
    }
  }
}
