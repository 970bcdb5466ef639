import Simulation

extension BalancerParser {
  /// Reads a line of a `frontend`, `backend`, `listen` or `defaults` section.
  func readProxy(_ words: [String], _ proxy: inout BalancerProxy) {
    let word = words[0]
    let argument = words.count > 1 ? words[1] : ""
    switch word {
    case "mode":
      guard ["http", "tcp"].contains(argument) else {
        return argument == "health" || argument == "log"
          ? refuse("mode " + argument) : fail("unknown proxy mode '\(argument)'.")
      }
      proxy.isHTTP = argument == "http"
    case "bind": readBind(words, &proxy)
    case "default_backend":
      guard !argument.isEmpty else { return fail("'default_backend' expects a backend name.") }
      guard proxy.kind == .defaults || isFront(proxy, word) else { return }
      proxy.defaultBackend = argument
    case "balance":
      guard proxy.kind == .defaults || isBack(proxy, word) else { return }
      readBalance(words, &proxy)
    case "hash-type":
      guard proxy.kind == .defaults || isBack(proxy, word) else { return }
      readHashType(words, &proxy)
    case "cookie":
      guard proxy.kind == .defaults || isBack(proxy, word) else { return }
      readCookie(words, &proxy)
    case "server", "server-template", "default-server": readServer(words, &proxy)
    case "option": readOption(words, &proxy, isOn: true)
    case "no":
      guard argument == "option" else { return refuse("no " + argument) }
      readOption(Array(words.dropFirst()), &proxy, isOn: false)
    case "http-check": readCheck(words, &proxy)
    case "retries":
      guard let number = Int(bounded: argument), number >= 0 else {
        return fail("'retries' expects an integer argument (dispatch counts for one).")
      }
      proxy.retries = min(number, 100)
    case "timeout": readTimeout(words, &proxy)
    case "log":
      guard argument == "global" else { return refuse("log " + argument) }
      proxy.logs = true
    case "maxconn": proxy.maxConnections = number(words, 1, "'maxconn'")
    case "disabled": proxy.isDisabled = true
    case "enabled": proxy.isDisabled = false
    case "description", "id": break
    case _ where BalancerKeywords.otherProxy.contains(word): refuse(word)
    default:
      unknown(word, proxy.kind.rawValue, BalancerKeywords.proxy + BalancerKeywords.otherProxy)
    }
  }

  private func isFront(_ proxy: BalancerProxy, _ word: String) -> Bool {
    guard !proxy.isFrontend else { return true }
    warn(
      "parsing [\(file):\(line)] : '\(word)' ignored because backend '\(proxy.name)' has no"
        + " frontend capability.")
    return false
  }

  private func isBack(_ proxy: BalancerProxy, _ word: String) -> Bool {
    guard !proxy.isBackend else { return true }
    warn(
      "parsing [\(file):\(line)] : '\(word)' ignored because frontend '\(proxy.name)' has no"
        + " backend capability.")
    return false
  }

  private func readBind(_ words: [String], _ proxy: inout BalancerProxy) {
    guard proxy.kind != .defaults else { return fail("'bind' not allowed in 'defaults' section.") }
    guard isFront(proxy, "bind") else { return }
    guard words.count > 1 else {
      return fail(
        "'bind' expects {<path>|[addr1]:port1[-end1]}{,[addr]:port[-end]}... as arguments.")
    }
    for address in words[1].split(separator: ",") {
      if address.hasPrefix("/") || address.includes("@") { return refuse("bind " + address) }
      if let port = port(String(address), "'bind'") { proxy.ports.append(port) }
    }
    if words.count > 2 {
      if BalancerKeywords.otherBind.contains(words[2]) { return refuse("bind … " + words[2]) }
      let hint = BalancerKeywords.suggestion(for: words[2], among: BalancerKeywords.otherBind)
      fail(
        "'bind \(words[1])' in section '\(proxy.kind.rawValue)': unknown keyword"
          + " '\(words[2])'\(hint)")
    }
  }

  private func readBalance(_ words: [String], _ proxy: inout BalancerProxy) {
    let name = words.count > 1 ? words[1] : "roundrobin"
    switch name {
    case "roundrobin": proxy.balance = .roundRobin
    case "static-rr": proxy.balance = .staticRoundRobin
    case "leastconn": proxy.balance = .leastConnections
    case "first": proxy.balance = .first
    case "source": proxy.balance = .source
    case "uri":
      if words.count > 2 {
        guard ["len", "depth", "path-only", "whole"].contains(words[2]) else {
          return fail(
            "balance uri only accepts parameters 'len', 'depth', 'path-only', and 'whole' (got"
              + " '\(words[2])').")
        }
        return refuse("balance uri " + words[2])
      }
      proxy.balance = .uri
    case _ where name.hasPrefix("random"):
      var draws = 2
      let argument = name.dropFirst(6)
      if !argument.isEmpty {
        let inner = argument.dropFirst().dropLast()
        guard argument.hasPrefix("("), argument.hasSuffix(")"), let number = Int(bounded: inner)
        else {
          return fail("balance random : unexpected character '\(inner.prefix(1))' after argument.")
        }
        guard number > 0 else {
          return fail("balance random : number of draws must be at least 1.")
        }
        draws = min(number, 100)
      }
      proxy.balance = .random(draws: draws)
    case "url_param", "hash", "sticky",
      _ where name.hasPrefix("hdr(") || name.hasPrefix("rdp-cookie"):
      refuse("balance " + name)
    default:
      fail(
        "balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source', 'uri', 'url_param',"
          + " 'hdr(name)' and 'rdp-cookie(name)' options.")
    }
  }

  private func readHashType(_ words: [String], _ proxy: inout BalancerProxy) {
    switch words.count > 1 ? words[1] : "" {
    case "consistent":
      proxy.isConsistent = true
      proxy.mixesHashes = true
    case "map-based":
      proxy.isConsistent = false
      proxy.mixesHashes = false
    default: return fail("'hash-type' only supports 'consistent' and 'map-based'.")
    }
    guard words.count > 2 else { return }
    guard words[2] == "sdbm" else {
      return ["djb2", "wt6", "crc32", "none"].contains(words[2])
        ? refuse("hash-type … " + words[2])
        : fail("'hash-type' only supports 'sdbm', 'djb2', 'crc32', or 'wt6' hash functions.")
    }
    proxy.mixesHashes = words.count > 3 && words[3] == "avalanche"
    if words.count > 3, !proxy.mixesHashes {
      fail("'hash-type' only supports 'avalanche' as a modifier for hash functions.")
    }
  }

  private func readCookie(_ words: [String], _ proxy: inout BalancerProxy) {
    guard words.count > 1 else { return fail("'cookie' expects <cookie_name> as argument.") }
    var cookie = BalancerProxy.Cookie(name: words[1])
    for word in words.dropFirst(2) {
      switch word {
      case "insert": cookie.inserts = true
      case "indirect": cookie.isIndirect = true
      // Nothing between the visitor and haproxy keeps pages here.
      case "nocache": break
      case "rewrite", "prefix":
        return cookie.inserts
          ? fail("cookie 'rewrite', 'insert' and 'prefix' modes are incompatible.")
          : refuse("cookie … " + word)
      case "postonly", "preserve", "httponly", "secure", "domain", "maxidle", "maxlife", "dynamic",
        "attr":
        return refuse("cookie … " + word)
      default:
        return fail(
          "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', 'postonly',"
            + " 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.")
      }
    }
    guard cookie.inserts else { return refuse("cookie without insert") }
    proxy.cookie = cookie
  }

  private func readOption(_ words: [String], _ proxy: inout BalancerProxy, isOn: Bool) {
    guard words.count > 1 else {
      return alert("parsing [\(file):\(line)]: 'option' expects an option name.")
    }
    let name = words[1]
    switch name {
    case "httpchk":
      guard isOn else {
        proxy.check = nil
        return
      }
      var check = BalancerCheckRequest()
      if words.count == 3 { check.target = words[2] }
      if words.count > 3 {
        check.method = words[2]
        check.target = words[3]
      }
      if words.count > 4 {
        let lines = words[4].utf8.split { $0 == 13 || $0 == 10 }.map { String(Substring($0)) }
        check.version = lines.first ?? check.version
        for header in lines.dropFirst() {
          guard let colon = header.firstIndex(of: ":") else { continue }
          check.headers.append(
            HTTPMessage.Header(
              String(header[..<colon]),
              String(header[header.index(after: colon)...].drop { $0 == " " })))
        }
      }
      check.statuses = proxy.check?.statuses ?? []
      proxy.check = check
    case "redispatch":
      guard words.count > 2 else {
        proxy.redispatch = isOn ? -1 : nil
        return
      }
      guard let number = Int(bounded: words[2]) else {
        return fail("'\(words[2])' is not a valid interval for 'option redispatch'.")
      }
      proxy.redispatch = isOn && number != 0 ? number : nil
    case "httplog":
      if proxy.kind == .backend {
        return warn(
          "parsing [\(file):\(line)] : backend '\(proxy.name)' : 'option httplog' directive is"
            + " ignored in backends.")
      }
      if words.count > 2 { return refuse("option httplog " + words[2]) }
      proxy.logFormat = isOn ? .http : .plain
    case "tcplog": proxy.logFormat = isOn ? .tcp : .plain
    case "forwardfor":
      if words.count > 2 { return refuse("option forwardfor " + words[2]) }
      proxy.addsForwardedFor = isOn
    case "http-server-close": proxy.closesServer = isOn
    // Connections without a request are in no log here, and connections are kept anyway.
    case "dontlognull", "http-keep-alive": break
    case _ where BalancerKeywords.otherOptions.contains(name): refuse("option " + name)
    default: fail("unknown option '\(name)'.")
    }
  }

  private func readCheck(_ words: [String], _ proxy: inout BalancerProxy) {
    var check = proxy.check ?? BalancerCheckRequest()
    switch words.count > 1 ? words[1] : "" {
    case "expect":
      guard words.count > 2 else { return fail("'http-check expect' : expects a <pattern>.") }
      guard words[2] == "status" else {
        return ["string", "rstring", "rstatus", "hdr", "fhdr", "min-recv", "comment"].contains(
          words[2])
          || words[2].hasPrefix("!")
          ? refuse("http-check expect " + words[2])
          : fail(
            "'http-check expect' : 'only supports min-recv, [!]string', '[!]rstring',"
              + " '[!]string-lf', '[!]status', '[!]rstatus', [!]hdr, [!]fhdr or comment but got"
              + " '\(words[2])' as argument..")
      }
      guard words.count > 3 else {
        return fail("'http-check expect' : 'status' expects a <pattern> as argument.")
      }
      check.statuses = []
      for part in words[3].split(separator: ",") {
        if let letter = part.first(where: { !$0.isASCII || !($0.isNumber || $0 == "-") }) {
          return fail(
            "'http-check expect' : invalid character '\(letter)' in the list of status codes.")
        }
        let ends = part.split(separator: "-").map { Int(bounded: $0) ?? 0 }
        guard let first = ends.first, let last = ends.last, first <= last else {
          return fail("'http-check expect' : invalid range of status codes.")
        }
        check.statuses.append(first...last)
      }
    case "send":
      var rest = words.dropFirst(2)
      while let word = rest.popFirst() {
        guard let value = rest.popFirst() else {
          return fail("'http-check send' : '\(word)' expects a string as argument.")
        }
        switch word {
        case "meth": check.method = value
        case "uri": check.target = value
        case "ver": check.version = value
        case "hdr": check.headers.append(HTTPMessage.Header(value, rest.popFirst() ?? ""))
        default: return refuse("http-check send " + word)
        }
      }
    case "disable-on-404", "send-state", "comment", "connect", "set-var", "unset-var":
      refuse("http-check " + words[1])
    default:
      fail(
        "'http-check' only supports 'disable-on-404', 'send-state', 'comment', 'connect', 'send',"
          + " 'expect', 'set-var-fmt(*)', 'set-var(*)', 'unset-var(*)'. but got"
          + " '\(words.count > 1 ? words[1] : "")'")
    }
    proxy.check = check
  }

  private func readTimeout(_ words: [String], _ proxy: inout BalancerProxy) {
    let name = words.count > 1 ? words[1] : ""
    let known = [
      "client", "server", "connect", "check", "queue", "http-keep-alive", "http-request", "tunnel",
      "tarpit", "client-fin", "server-fin",
    ]
    guard known.contains(name) else {
      return fail(
        "'timeout' supports 'client', 'server', 'connect', 'check', 'queue', 'http-keep-alive',"
          + " 'http-request', 'tunnel', 'tarpit', 'client-fin' and 'server-fin' (got '\(name)')")
    }
    guard words.count > 2 else {
      return fail("'timeout \(name)' expects an integer value (in milliseconds)")
    }
    if words.count > 3 {
      return fail(
        "'timeout \(name)' : unexpected extra argument '\(words[3])' after value '\(words[2])'.")
    }
    guard let time = duration(words[2], "'timeout \(name)'") else { return }
    let value = time > .zero ? time : nil
    switch name {
    case "client": proxy.timeouts.client = value
    case "server": proxy.timeouts.server = value
    case "connect": proxy.timeouts.connect = value
    case "check": proxy.timeouts.check = value
    case "http-request": proxy.timeouts.request = value
    case "http-keep-alive": proxy.timeouts.keepAlive = value
    // Nothing ever waits in a queue here, because no server has a limit; and what begins with a
    // handshake ends with one.
    default: break
    }
  }
}
