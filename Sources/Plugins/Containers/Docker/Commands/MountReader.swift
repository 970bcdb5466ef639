import Simulation

/// Reads `-v` and `--mount`.
struct MountReader {
  private let call: DockerCall

  init(_ call: DockerCall) { self.call = call }

  /// `data:/var/lib/data:ro`, `/srv:/srv`, `./site:/usr/share/nginx/html`, `/cache`.
  func volume(_ text: String) throws(ClientError) -> MountWish {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    if text.isEmpty || parts.count > 3 || parts.contains("") {
      throw invalid(text, "invalid spec: \(text): empty section between colons")
    }
    if parts.count == 1 {
      return MountWish(source: .anonymous, target: try target(parts[0], text))
    }
    var wish = MountWish(source: source(parts[0]), target: try target(parts[1], text))
    guard parts.count == 3 else { return wish }
    for option in parts[2].split(separator: ",") {
      switch option {
      case "ro": wish.isReadOnly = true
      case "rw", "z", "Z", "nocopy", "cached", "delegated", "consistent": break
      default: throw ClientError.daemon("invalid mode: \(option)")
      }
    }
    return wish
  }

  private func invalid(_ text: String, _ reason: String) -> ClientError {
    ClientError(
      text.isEmpty
        ? "invalid empty volume spec" : "invalid volume specification: '\(text)': \(reason)")
  }

  private func target(_ path: String, _ text: String) throws(ClientError) -> String {
    guard path.hasPrefix("/") else {
      throw .daemon(
        "invalid volume specification: '\(text)': invalid mount config for type \"volume\": invalid"
          + " mount path: '\(path)' mount path must be absolute")
    }
    let names = path.split(separator: "/")
    guard !names.isEmpty else {
      throw .daemon(
        "invalid volume specification: '\(text)': invalid mount config for type \"bind\": invalid"
          + " specification: destination can't be '/'")
    }
    return "/" + names.joined(separator: "/")
  }

  private func source(_ text: String) -> MountWish.Source {
    if text.hasPrefix("/") { return .path(plain(text), mustExist: false) }
    if text == "." || text == ".." || text.hasPrefix("./") || text.hasPrefix("../") {
      // The client knows where it is; the engine may be elsewhere.
      return .path(plain(call.process.workingDirectory + "/" + text), mustExist: false)
    }
    return .volume(text)
  }

  /// A path without `.` and `..`.
  private func plain(_ path: String) -> String {
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return "/" + names.joined(separator: "/")
  }

  /// `type=volume,source=data,target=/data,readonly`
  func mount(_ text: String) throws(ClientError) -> MountWish {
    var type = "volume"
    var source = ""
    var place = ""
    var isReadOnly = false
    for field in text.split(separator: ",") {
      let pair = field.split(separator: "=", maxSplits: 1).map { String($0) }
      let key = pair[0].lowercased()
      let value = pair.count == 2 ? pair[1] : nil
      switch key {
      case "readonly", "ro": isReadOnly = value == nil || value == "true" || value == "1"
      case "volume-nocopy": break
      case "type", "source", "src", "target", "dst", "destination":
        guard let value else {
          throw failure(text, "invalid field '\(field)' must be a key=value pair")
        }
        if key == "type" {
          type = value
        } else if key == "source" || key == "src" {
          source = value
        } else {
          place = value
        }
      default: throw failure(text, "unexpected key '\(key)' in '\(field)'")
      }
    }
    if place.isEmpty { throw failure(text, "target is required") }
    guard place.hasPrefix("/") else {
      throw .daemon(
        "invalid mount config for type \"\(type)\": invalid mount path: '\(place)' mount path must"
          + " be absolute")
    }
    switch type {
    case "volume":
      return MountWish(
        source: source.isEmpty ? .anonymous : .volume(source), target: place,
        isReadOnly: isReadOnly)
    case "tmpfs": return MountWish(source: .memory, target: place, isReadOnly: isReadOnly)
    case "bind":
      if source.isEmpty { throw failure(text, "source is required") }
      let isRelative = !source.hasPrefix("/")
      return MountWish(
        source: .path(
          plain(isRelative ? call.process.workingDirectory + "/" + source : source),
          mustExist: true), target: place, isReadOnly: isReadOnly)
    default: throw .daemon("invalid mount config for type \"\(type)\": mount type unknown")
    }
  }

  private func failure(_ text: String, _ reason: String) -> ClientError {
    ClientError("invalid argument \"\(text)\" for \"--mount\" flag: \(reason)", status: 125)
  }
}

/// Reads `-p`.
enum PortReader {
  /// `8080:80`, `80`, `127.0.0.1:8080:80`, `8080-8082:80-82`, each with `/tcp`.
  static func ports(_ text: String) throws(ClientError) -> [PortWish] {
    var rest = text
    if let slash = text.lastIndex(of: "/") {
      let kind = text[text.index(after: slash)...]
      rest = String(text[..<slash])
      guard kind == "tcp" else {
        if kind == "udp" || kind == "sctp" {
          throw ClientError("the protocol \(kind) of '\(text)' is not supported here")
        }
        throw ClientError("invalid proto: \(kind)")
      }
    }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count <= 3, let inner = range(parts[parts.count - 1]) else {
      throw ClientError("invalid containerPort: \(parts[parts.count - 1])")
    }
    let address = parts.count == 3 ? parts[0] : ""
    if !address.isEmpty, !isAddress(address) {
      throw ClientError("invalid IP address: \(address)")
    }
    let outerText = parts.count > 1 ? parts[parts.count - 2] : ""
    guard !outerText.isEmpty else {
      return inner.map { PortWish(address: address, hostPort: 0, containerPort: $0) }
    }
    guard let outer = range(outerText) else { throw ClientError("invalid hostPort: \(outerText)") }
    guard outer.count == inner.count else {
      throw ClientError("invalid ranges specified for container and host Ports: \(rest)")
    }
    return zip(outer, inner).map {
      PortWish(address: address, hostPort: $0, containerPort: $1)
    }
  }

  private static func range(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2,
      first > 0, first <= last, last < 65_536
    else { return nil }
    return first...last
  }
}
