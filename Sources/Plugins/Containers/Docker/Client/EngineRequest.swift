import OrderedCollections
import Simulation
import Values

/// A call of the engine's API, as the client names it when it cannot be made.
struct EngineRequest {
  /// `Get`, `Post`, `Delete`, `Head`.
  var method: String
  /// Behind the version, with what is asked.
  var path: String

  var text: String { "\(method) \"http://docker.example.com/v\(DockerVersion.api)\(path)\"" }

  init(_ method: String, _ path: String, _ query: [(String, String)] = []) {
    self.method = method
    let sorted = query.sorted { $0.0 < $1.0 }
    let text = sorted.map { $0.0 + "=" + EngineRequest.escaped($0.1) }.joined(separator: "&")
    self.path = text.isEmpty ? path : path + "?" + text
  }

  /// As Go's `url.QueryEscape` does it.
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        bytes.append(byte)
      case 32: bytes.append(UInt8(ascii: "+"))
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first calls that a command makes: one for each argument where that is how it works.
  static func first(of command: DockerCommand, _ line: CommandLine) -> [EngineRequest] {
    let first = line.arguments.first ?? ""
    switch command.path {
    case ["ps"]: return [containers(line)]
    case ["run"], ["create"]:
      if line.text("pull") == "always" { return [pull(first)] }
      let name = line.text("name").map { [("name", $0)] } ?? []
      return [EngineRequest("Post", "/containers/create", name)]
    case ["start"]:
      let isAttached = line.isSet("attach") || line.isSet("interactive")
      if isAttached { return [container("Get", first, "json")] }
      return line.arguments.map { container("Post", $0, "start") }
    case ["stop"], ["restart"]:
      var query: [(String, String)] = []
      if let signal = line.text("signal") { query.append(("signal", signal)) }
      if let seconds = line.text("timeout") ?? line.text("time") { query.append(("t", seconds)) }
      return line.arguments.map { container("Post", $0, command.path[0], query) }
    case ["kill"]:
      let query = line.text("signal").map { [("signal", $0)] } ?? []
      return line.arguments.map { container("Post", $0, "kill", query) }
    case ["rm"]:
      var query: [(String, String)] = []
      if line.isSet("force") { query.append(("force", "1")) }
      if line.isSet("volumes") { query.append(("v", "1")) }
      return line.arguments.map { EngineRequest("Delete", "/containers/" + $0, query) }
    case ["rename"]: return [container("Post", first, "rename", [("name", line.arguments[1])])]
    case ["wait"]: return line.arguments.map { container("Post", $0, "wait") }
    case ["top"]:
      let words = line.arguments.dropFirst().joined(separator: " ")
      return [container("Get", first, "top", words.isEmpty ? [] : [("ps_args", words)])]
    case ["cp"]: return [copy(line.arguments)]
    case ["exec"], ["logs"], ["port"]: return [container("Get", first, "json")]
    case ["inspect"], ["container", "inspect"]:
      switch line.text("type") {
      case "image": return line.arguments.map { EngineRequest("Get", "/images/\($0)/json") }
      case "network": return line.arguments.map { EngineRequest("Get", "/networks/" + $0) }
      case "volume": return line.arguments.map { EngineRequest("Get", "/volumes/" + $0) }
      default: return line.arguments.map { container("Get", $0, "json") }
      }
    case ["container", "prune"]: return [EngineRequest("Post", "/containers/prune")]
    case ["version"]: return [EngineRequest("Get", "/version")]
    case ["info"]: return [EngineRequest("Get", "/info")]
    default: return ofOthers(command.path, line)
    }
  }

  /// Those about images, volumes and networks.
  private static func ofOthers(_ path: [String], _ line: CommandLine) -> [EngineRequest] {
    let first = line.arguments.first ?? ""
    switch path {
    case ["pull"]: return [pull(first)]
    case ["images"]:
      var query = line.isSet("all") ? [("all", "1")] : []
      if !first.isEmpty { query.append(("filters", filters([("reference", [first])]))) }
      return [EngineRequest("Get", "/images/json", query)]
    case ["rmi"]:
      let query = line.isSet("force") ? [("force", "1")] : []
      return line.arguments.map { EngineRequest("Delete", "/images/" + $0, query) }
    case ["tag"]:
      let target = ImageReference(line.arguments[1])
      return [
        EngineRequest(
          "Post", "/images/\(first)/tag", [("repo", repository(target)), ("tag", target.tag)])
      ]
    case ["image", "inspect"]:
      return line.arguments.map { EngineRequest("Get", "/images/\($0)/json") }
    case ["image", "prune"]:
      let wanted = filters([("dangling", [line.isSet("all") ? "false" : "true"])])
      return [EngineRequest("Post", "/images/prune", [("filters", wanted)])]
    case ["volume", "create"]: return [EngineRequest("Post", "/volumes/create")]
    case ["volume", "ls"]: return [EngineRequest("Get", "/volumes")]
    case ["volume", "inspect"]: return line.arguments.map { EngineRequest("Get", "/volumes/" + $0) }
    case ["volume", "rm"]:
      let query = line.isSet("force") ? [("force", "1")] : []
      return line.arguments.map { EngineRequest("Delete", "/volumes/" + $0, query) }
    case ["volume", "prune"]:
      let query = line.isSet("all") ? [("filters", filters([("all", ["true"])]))] : []
      return [EngineRequest("Post", "/volumes/prune", query)]
    case ["network", "create"]: return [EngineRequest("Post", "/networks/create")]
    case ["network", "ls"]: return [EngineRequest("Get", "/networks")]
    case ["network", "inspect"]:
      return line.arguments.map { EngineRequest("Get", "/networks/" + $0) }
    case ["network", "rm"]:
      return line.arguments.map { EngineRequest("Delete", "/networks/" + $0) }
    case ["network", "connect"], ["network", "disconnect"]:
      return [EngineRequest("Post", "/networks/\(first)/\(path[1])")]
    case ["network", "prune"]: return [EngineRequest("Post", "/networks/prune")]
    default: return [EngineRequest("Get", "/version")]
    }
  }

  private static func container(
    _ method: String, _ name: String, _ what: String, _ query: [(String, String)] = []
  ) -> EngineRequest {
    EngineRequest(method, "/containers/\(name)/\(what)", query)
  }

  private static func containers(_ line: CommandLine) -> EngineRequest {
    var query: [(String, String)] = []
    if line.isSet("all") { query.append(("all", "1")) }
    if let last = line.isSet("latest") ? "1" : line.text("last") {
      if !line.isSet("all") { query.append(("all", "1")) }
      query.append(("limit", last))
    }
    var wanted: OrderedDictionary<String, [String]> = [:]
    for text in line.list("filter") {
      let parts = text.split(separator: "=", maxSplits: 1).map { String($0) }
      if parts.count == 2 { wanted[parts[0], default: []].append(parts[1]) }
    }
    if !wanted.isEmpty {
      query.append(("filters", filters(wanted.map { ($0.key, $0.value) })))
    }
    return EngineRequest("Get", "/containers/json", query)
  }

  private static func copy(_ arguments: [String]) -> EngineRequest {
    let isOut = arguments[0].utf8.contains(UInt8(ascii: ":"))
    let place = (isOut ? arguments[0] : arguments[1])
      .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let path = place.count == 2 ? String(place[1]) : ""
    return EngineRequest(
      isOut ? "Get" : "Head", "/containers/\(place[0])/archive", [("path", path)])
  }

  private static func pull(_ image: String) -> EngineRequest {
    let name = ImageReference(image)
    return EngineRequest(
      "Post", "/images/create", [("fromImage", repository(name)), ("tag", name.tag)])
  }

  private static func repository(_ name: ImageReference) -> String {
    name.registry + "/" + name.path
  }

  /// Filters as the client sends them.
  private static func filters(_ wanted: [(String, [String])]) -> String {
    let parts = wanted.sorted { $0.0 < $1.0 }.map { key, values in
      let list = values.sorted().map { JSON.string($0).compactText + ":true" }
      return JSON.string(key).compactText + ":{" + list.joined(separator: ",") + "}"
    }
    return "{" + parts.joined(separator: ",") + "}"
  }
}
