import OrderedCollections
import Simulation
import Values

/// What `inspect` shows: the members that the real engine has and that mean something here.
extension DockerEngine {
  private func strings(_ texts: some Sequence<String>) -> JSON {
    .array(texts.map { .string($0) })
  }

  private func labels(_ labels: OrderedDictionary<String, String>) -> JSON {
    .object(OrderedMembers(uniqueKeysWithValues: labels.map { ($0.key, .string($0.value)) }))
  }

  func json(of container: DockerContainer) -> JSON {
    let arguments = container.instance.arguments
    return [
      "Id": .string(container.id), "Created": .string(DockerText.time(container.created)),
      "Path": .string(arguments.first ?? ""), "Args": strings(arguments.dropFirst()),
      "State": state(of: container), "Image": .string("sha256:" + container.image.id),
      "ResolvConfPath": .string("/var/lib/docker/containers/\(container.id)/resolv.conf"),
      "HostnamePath": .string("/var/lib/docker/containers/\(container.id)/hostname"),
      "HostsPath": .string("/var/lib/docker/containers/\(container.id)/hosts"),
      "LogPath": .string(
        "/var/lib/docker/containers/\(container.id)/\(container.id)-json.log"),
      "Name": .string("/" + container.name),
      "RestartCount": .integer(Int64(container.restartCount)), "Driver": "overlay2",
      "Platform": "linux", "HostConfig": hostConfig(of: container),
      "Mounts": .array(container.mounts.map { json(of: $0) }), "Config": config(of: container),
      "NetworkSettings": networkSettings(of: container),
    ]
  }

  private func state(of container: DockerContainer) -> JSON {
    let state = container.state
    return [
      "Status": .string(state.rawValue),
      "Running": .bool(state == .running || state == .restarting),
      "Paused": false, "Restarting": .bool(state == .restarting), "OOMKilled": false,
      "Dead": false, "Pid": .integer(Int64(container.processNumber)),
      "ExitCode": .integer(state == .running ? 0 : Int64(container.exitStatus)),
      "Error": .string(container.startFailure?.message ?? ""),
      "StartedAt": .string(DockerText.time(container.startedAt)),
      "FinishedAt": .string(DockerText.time(container.finishedAt)),
    ]
  }

  private func hostConfig(of container: DockerContainer) -> JSON {
    let settings = container.settings
    var binds: [JSON] = []
    for (wish, mount) in zip(settings.mounts, container.mounts) {
      let source: String
      switch (wish.source, mount.source) {
      case (.volume(let name), _): source = name
      case (.path(let path, _), _): source = path
      default: continue
      }
      binds.append(.string(source + ":" + mount.target + (mount.isReadOnly ? ":ro" : "")))
    }
    var bindings: OrderedMembers = [:]
    for wish in settings.ports {
      let key = "\(wish.containerPort)/tcp"
      let binding: JSON = [
        "HostIp": .string(wish.address),
        "HostPort": .string(wish.hostPort == 0 ? "" : String(wish.hostPort)),
      ]
      bindings[key] = .array((bindings[key]?.array ?? []) + [binding])
    }
    return [
      "Binds": binds.isEmpty ? .null : .array(binds),
      "NetworkMode": .string(settings.networkMode), "PortBindings": .object(bindings),
      "RestartPolicy": [
        "Name": .string(settings.restart.name.rawValue),
        "MaximumRetryCount": .integer(Int64(settings.restart.maximumRetries)),
      ],
      "AutoRemove": .bool(settings.removesItself), "Privileged": false,
      "PublishAllPorts": .bool(settings.publishesAll), "ReadonlyRootfs": false,
      "ExtraHosts": settings.extraHosts.isEmpty
        ? .null : strings(settings.extraHosts.map { $0.name + ":" + $0.address }),
    ]
  }

  private func json(of mount: ContainerMount) -> JSON {
    var result: OrderedMembers = [:]
    switch mount.source {
    case .volume(let volume):
      result["Type"] = "volume"
      result["Name"] = .string(volume.name)
      result["Source"] = .string(volume.mountpoint)
    case .path(let path):
      result["Type"] = "bind"
      result["Source"] = .string(path)
    case .memory:
      result["Type"] = "tmpfs"
      result["Source"] = ""
    }
    result["Destination"] = .string(mount.target)
    if mount.volume != nil { result["Driver"] = "local" }
    result["Mode"] = .string(mount.isReadOnly ? "ro" : mount.volume == nil ? "" : "z")
    result["RW"] = .bool(!mount.isReadOnly)
    result["Propagation"] = .string(mount.volume == nil ? "rprivate" : "")
    return .object(result)
  }

  private func config(of container: DockerContainer) -> JSON {
    let settings = container.settings
    let image = container.image.image
    var ports: OrderedMembers = [:]
    let all = image.exposedPorts + settings.exposedPorts + settings.ports.map { $0.containerPort }
    for port in all { ports["\(port)/tcp"] = [:] }
    var volumes: OrderedMembers = [:]
    for path in image.volumes { volumes[path] = [:] }
    let entrypoint = settings.entrypoint ?? image.entrypoint
    let command =
      settings.command.isEmpty && settings.entrypoint == nil ? image.command : settings.command
    var environment = settings.environment
    if environment["PATH"] == nil {
      environment["PATH"] =
        image.environment["PATH"] ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    }
    for (name, value) in image.environment where environment[name] == nil {
      environment[name] = value
    }
    return [
      "Hostname": .string(container.hostname), "Domainname": .string(settings.domainname),
      "User": "", "AttachStdin": false, "AttachStdout": false, "AttachStderr": false,
      "ExposedPorts": .object(ports), "Tty": .bool(settings.hasTerminal),
      "OpenStdin": .bool(settings.isInteractive), "StdinOnce": .bool(settings.isInteractive),
      "Env": strings(environment.map { $0.key + "=" + $0.value }),
      "Cmd": command.isEmpty ? .null : strings(command), "Image": .string(settings.image),
      "Volumes": volumes.isEmpty ? .null : .object(volumes),
      "WorkingDir": .string(container.instance.workingDirectory),
      "Entrypoint": entrypoint.isEmpty ? .null : strings(entrypoint),
      "Labels": labels(settings.labels),
      "StopSignal": .string("SIG" + container.instance.image.stopSignal.name),
    ]
  }

  private func networkSettings(of container: DockerContainer) -> JSON {
    var ports: OrderedMembers = [:]
    if container.isRunning {
      for port in container.image.image.exposedPorts + container.settings.exposedPorts {
        ports["\(port)/tcp"] = .null
      }
    }
    for port in container.ports {
      let key = "\(port.containerPort)/tcp"
      let bindings = port.addresses.map { address -> JSON in
        ["HostIp": .string(address), "HostPort": .string(String(port.hostPort))]
      }
      ports[key] = .array((ports[key]?.array ?? []) + bindings)
    }
    var all: OrderedMembers = [:]
    for (name, endpoint) in container.endpoints {
      all[name] = json(of: endpoint, networks[name], container)
    }
    let bridge = container.endpoints["bridge"]
    let gateway = bridge?.address.isEmpty == false ? networks["bridge"]?.gateway ?? "" : ""
    return [
      "Bridge": "", "Ports": .object(ports), "Gateway": .string(gateway),
      "IPAddress": .string(bridge?.address ?? ""),
      "IPPrefixLen": .integer(gateway.isEmpty ? 0 : DockerNetwork.prefixLength),
      "MacAddress": .string(bridge?.hardwareAddress ?? ""), "Networks": .object(all),
    ]
  }

  private func json(
    of endpoint: Endpoint, _ network: DockerNetwork?, _ container: DockerContainer
  ) -> JSON {
    let isUp = !endpoint.address.isEmpty
    var names: [String] = []
    if network?.hasNames == true {
      names = [container.name] + endpoint.aliases + [container.shortID]
      if container.hostname != container.shortID { names.append(container.hostname) }
    }
    return [
      "IPAMConfig": .null, "Links": .null,
      "Aliases": endpoint.aliases.isEmpty ? .null : strings(endpoint.aliases),
      "MacAddress": .string(endpoint.hardwareAddress), "DriverOpts": .null,
      "NetworkID": .string(endpoint.networkID),
      "EndpointID": .string(container.isRunning ? endpoint.id : ""),
      "Gateway": .string(isUp ? network?.gateway ?? "" : ""),
      "IPAddress": .string(endpoint.address),
      "IPPrefixLen": .integer(isUp ? DockerNetwork.prefixLength : 0),
      "DNSNames": names.isEmpty ? .null : strings(names),
    ]
  }

  func json(of network: DockerNetwork) -> JSON {
    var members: OrderedMembers = [:]
    for container in self.members(of: network) {
      guard let endpoint = container.endpoints[network.name] else { continue }
      members[container.id] = [
        "Name": .string(container.name), "EndpointID": .string(endpoint.id),
        "MacAddress": .string(endpoint.hardwareAddress),
        "IPv4Address": .string(endpoint.address.isEmpty ? "" : endpoint.address + "/16"),
        "IPv6Address": "",
      ]
    }
    let pools: JSON =
      network.subnet.isEmpty
      ? .null : [["Subnet": .string(network.subnet), "Gateway": .string(network.gateway)]]
    return [
      "Name": .string(network.name), "Id": .string(network.id),
      "Created": .string(DockerText.time(network.created)), "Scope": "local",
      "Driver": .string(network.driver.rawValue), "EnableIPv4": true, "EnableIPv6": false,
      "IPAM": ["Driver": "default", "Options": .null, "Config": pools],
      "Internal": false, "Attachable": false, "Ingress": false,
      "ConfigOnly": false, "Containers": .object(members), "Options": [:],
      "Labels": labels(network.labels),
    ]
  }

  func json(of volume: DockerVolume) -> JSON {
    [
      "CreatedAt": .string(volume.created.calendar.rfc3339), "Driver": "local",
      "Labels": volume.labels.isEmpty ? .null : labels(volume.labels),
      "Mountpoint": .string(volume.mountpoint), "Name": .string(volume.name), "Options": .null,
      "Scope": "local",
    ]
  }

  func json(of image: LocalImage, named name: String) -> JSON {
    let source = image.image
    var ports: OrderedMembers = [:]
    for port in source.exposedPorts { ports["\(port)/tcp"] = [:] }
    var volumes: OrderedMembers = [:]
    for path in source.volumes { volumes[path] = [:] }
    return [
      "Id": .string("sha256:" + image.id), "RepoTags": strings(images.names(of: image.id)),
      "RepoDigests": [.string("\(image.repository)@sha256:\(image.digest)")],
      "Created": .string(DockerText.time(FileTree.imageTime)), "Architecture": "amd64",
      "Os": "linux", "Size": .integer(image.unpackedSize),
      "Config": [
        "Env": strings(source.environment.map { $0.key + "=" + $0.value }),
        "Cmd": source.command.isEmpty ? .null : strings(source.command),
        "Entrypoint": source.entrypoint.isEmpty ? .null : strings(source.entrypoint),
        "WorkingDir": .string(source.workingDirectory),
        "ExposedPorts": ports.isEmpty ? .null : .object(ports),
        "Volumes": volumes.isEmpty ? .null : .object(volumes),
        "StopSignal": .string("SIG" + source.stopSignal.name),
      ],
    ]
  }

  /// A volume without a name of its own.
  func anonymousVolume(labels: OrderedDictionary<String, String>) -> DockerVolume {
    let name = newID("volume", "")
    let volume = DockerVolume(
      name: name, host: host, created: world.now, isAnonymous: true, labels: labels)
    volumes[name] = volume
    return volume
  }
}
