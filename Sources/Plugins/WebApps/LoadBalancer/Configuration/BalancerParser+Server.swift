import Simulation

extension BalancerParser {
  /// Reads a `server`, `server-template` or `default-server` line.
  func readServer(_ words: [String], _ proxy: inout BalancerProxy) {
    if words[0] == "default-server" {
      guard proxy.kind != .frontend else { return notInFrontend(words[0], proxy) }
      _ = readServerWords(words.dropFirst(), &proxy.serverDefaults, "default-server", proxy)
      return
    }
    if proxy.kind == .frontend { return notInFrontend(words[0], proxy) }
    guard proxy.kind != .defaults else {
      return fail("'\(words[0])' not allowed in 'defaults' section.")
    }
    if words[0] == "server-template" { return readTemplate(words, &proxy) }
    guard words.count > 2 else {
      return alert("[\(file):\(line)] : 'server' expects <name> and <addr>[:<port>] as arguments.")
    }
    guard let server = serverSettings(words[1], words[2], words.dropFirst(3), proxy) else { return }
    proxy.servers.append(server)
  }

  private func notInFrontend(_ word: String, _ proxy: BalancerProxy) {
    alert(
      "[\(file):\(line)] : parsing [\(file):\(line)] : '\(word)' not allowed because frontend"
        + " '\(proxy.name)' has no backend capability.")
  }

  /// `server-template web 3 web.default.svc.cluster.local:80 …`: servers `web1` up to `web3`.
  private func readTemplate(_ words: [String], _ proxy: inout BalancerProxy) {
    guard words.count > 3 else {
      return alert(
        "[\(file):\(line)] : 'server-template' expects <prefix> <nb | range> <addr>[:<port>] as"
          + " arguments.")
    }
    let ends = words[2].split(separator: "-").map { Int(bounded: $0) }
    guard let last = ends.last ?? nil, let start = ends.first ?? nil, ends.count <= 2, last >= 1,
      last <= 200
    else {
      return alert(
        "[\(file):\(line)] : 'server-template \(words[1])' : invalid range '\(words[2])', or more"
          + " than the 200 servers that are possible here.")
    }
    let first = ends.count == 2 ? start : 1
    guard first >= 1, first <= last else {
      return alert(
        "[\(file):\(line)] : 'server-template \(words[1])' : invalid range '\(words[2])'.")
    }
    for number in first...last {
      guard
        let server = serverSettings(words[1] + String(number), words[3], words.dropFirst(4), proxy)
      else { return }
      proxy.servers.append(server)
    }
  }

  private func serverSettings(
    _ name: String, _ place: String, _ rest: ArraySlice<String>, _ proxy: BalancerProxy
  ) -> BalancerServerSettings? {
    if let letter = BalancerParser.forbidden(in: name) {
      alert("[\(file):\(line)] : character '\(letter)' is not permitted in server name '\(name)'.")
      return nil
    }
    var server = proxy.serverDefaults
    server.name = name
    server.line = line
    let title = "server \(proxy.name)/\(name)"
    var address = place
    if address.hasPrefix("ipv4@") { address = String(address.dropFirst(5)) }
    if address.includes("@") || address.hasPrefix("/") {
      refuse("server \(address)")
      return nil
    }
    if let colon = address.lastIndex(of: ":") {
      let digits = address[address.index(after: colon)...]
      guard let port = Int(bounded: digits), (1...65_535).contains(port) else {
        alert("[\(file):\(line)] : '\(title)' : invalid port '\(digits)'")
        return nil
      }
      server.port = port
      address = String(address[..<colon])
    } else {
      refuse("server without a port")
      return nil
    }
    guard !address.isEmpty else {
      alert("[\(file):\(line)] : '\(title)' : invalid address: '' in '\(place)'")
      return nil
    }
    server.address = address
    return readServerWords(rest, &server, title, proxy) ? server : nil
  }

  private func readServerWords(
    _ words: ArraySlice<String>, _ server: inout BalancerServerSettings, _ title: String,
    _ proxy: BalancerProxy
  ) -> Bool {
    func reject(_ text: String) -> Bool {
      alert("[\(file):\(line)] : '\(title)' : \(text)")
      return false
    }
    var rest = words
    while let word = rest.popFirst() {
      switch word {
      case "check": server.isChecked = true
      case "no-check": server.isChecked = false
      case "backup": server.isBackup = true
      case "no-backup": server.isBackup = false
      case "disabled": server.isDisabled = true
      case "enabled": server.isDisabled = false
      case "inter", "fastinter", "downinter":
        guard let value = rest.popFirst() else {
          return reject("'\(word)' expects a delay as argument..")
        }
        guard case .success(let time) = BalancerParser.duration(value) else {
          let letter = value.first { !$0.isNumber }.map { String($0) } ?? value
          return reject(
            "unexpected character '\(letter)' in '\(word)' argument of server \(server.name)..")
        }
        guard time > .zero else {
          return reject("invalid value 0 for argument '\(word)' of server \(server.name)..")
        }
        if word == "inter" { server.interval = time }
        if word == "fastinter" { server.fastInterval = time }
        if word == "downinter" { server.downInterval = time }
      case "rise", "fall":
        let number = rest.popFirst().flatMap { Int(bounded: $0) } ?? 0
        guard number > 0 else { return reject("'\(word)' has to be > 0..") }
        if word == "rise" { server.rise = number } else { server.fall = number }
      case "weight":
        let value = rest.popFirst() ?? ""
        guard let weight = Int(bounded: value), (0...256).contains(weight) else {
          return reject("weight of server \(server.name) is not within 0 and 256 (\(value))..")
        }
        server.weight = weight
      case "cookie":
        guard let value = rest.popFirst() else {
          return reject("'cookie' expects <value> as argument..")
        }
        server.cookie = value
      case "resolvers":
        guard let value = rest.popFirst() else {
          return reject("'resolvers' expects <identifier> as argument..")
        }
        server.resolvers = value
      case "resolve-prefer": _ = rest.popFirst()
      case "init-addr":
        for method in (rest.popFirst() ?? "").split(separator: ",") {
          guard ["libc", "last", "none"].contains(method) else {
            return reject(
              "'init-addr' : unknown init-addr method '\(method)', supported methods are 'libc',"
                + " 'last', 'none'..")
          }
          if method == "none" { server.startsWithoutAddress = true }
        }
      case _ where BalancerKeywords.otherServer.contains(word):
        return reject("'\(word)' is a part of haproxy that is not simulated here.")
      default:
        let hint = BalancerKeywords.suggestion(
          for: word, among: BalancerKeywords.server + BalancerKeywords.otherServer)
        return reject("unknown keyword '\(word)'\(hint)")
      }
    }
    return true
  }
}
