import Simulation

/// `curl` for HTTP, as ``refused`` and the list of its options say.
///
/// It shows no progress meter.
final class CurlProgram: Program {
  private var options: CommandOptions!
  private var urls: ArraySlice<String> = []
  private var data: CurlData!
  private var resolve: CurlResolve!
  private var redirections = 0
  private var tries = 0
  private var started = VirtualTime.zero
  private var jar = CookieJar()
  private var keepsCookies = false
  private var lastStatus: Int32 = 0
  private var connections = 0
  private var current: HTTPExchange?
  private var connectTime: Int64 = 0
  private var method = "GET"
  private var hasWritten = false

  private static let refused = "kNzFTyYxCrDEjJnpPqQ#tBaKZ"

  func start(_ process: Process) {
    do throws(CommandOptions.Failure) {
      options = try CommandOptions(
        Array(process.arguments.dropFirst()).map { $0 == "-#" ? "-s" : $0 },
        short: "sSo:Ow:iIX:d:H:A:Lfb:c:u:m:G4e:vV" + CurlProgram.refused,
        long: [
          ("silent", "s"), ("show-error", "S"), ("output=", "o"), ("remote-name", "O"),
          ("write-out=", "w"), ("include", "i"), ("head", "I"), ("request=", "X"), ("data=", "d"),
          ("data-ascii=", "d"), ("data-raw=", "raw"), ("data-binary=", "binary"),
          ("data-urlencode=", "urlencode"), ("header=", "H"), ("user-agent=", "A"),
          ("location", "L"), ("fail", "f"), ("cookie=", "b"), ("cookie-jar=", "c"), ("user=", "u"),
          ("max-time=", "m"), ("connect-timeout=", "connect"), ("retry=", "retry"),
          ("retry-delay=", "delay"), ("retry-connrefused", "retryrefused"), ("get", "G"),
          ("ipv4", "4"), ("verbose", "v"), ("url=", "url"), ("insecure", "k"),
          ("no-progress-meter", "s"), ("referer=", "e"), ("fail-with-body", "failbody"),
          ("resolve=", "resolve"), ("max-redirs=", "redirs"), ("version", "V"),
        ], dialect: .gnu)
    } catch {
      let words = error.message
      let mark = words.hasPrefix("invalid option -- '") ? "-" + words.dropLast().suffix(1) : ""
      let option = words.hasPrefix("unrecognized option '") ? words.dropFirst(21).dropLast() : ""
      let text =
        !mark.isEmpty
        ? mark + ": is unknown" : !option.isEmpty ? option + ": is unknown" : words[...]
      return misuse(process, "option \(text)")
    }
    if options.has("V") {
      process.write("curl 7.88.1 (simulated) libcurl/7.88.1\nRelease-Date: 2023-02-20\n")
      return process.exit(0)
    }
    for option in options.options where CurlProgram.refused.includes(option.name) {
      process.writeError("curl: -\(option.name) is not supported here\n")
      return process.exit(2)
    }
    urls = (options.operands + options.options.filter { $0.name == "url" }.map { $0.value })[...]
    guard !urls.isEmpty else { return misuse(process, nil) }
    if options.has("I"), options.options.contains(where: { CurlData.options.contains($0.name) }) {
      process.writeError(
        "Warning: You can only select one HTTP request method! You asked for both POST \n"
          + "Warning: (-d, --data) and HEAD (-I, --head).\n")
      return process.exit(2)
    }
    resolve = CurlResolve(options)
    data = CurlData(options, process) { warning in
      if !options.has("s") { process.writeError("Warning: \(warning)\n") }
    }
    for option in options.options where option.name == "b" && !option.value.contains("=") {
      jar.read(option.value, process)
      keepsCookies = true
    }
    if options.has("c") { keepsCookies = true }
    next(process)
  }

  private func misuse(_ process: Process, _ text: String?) {
    process.writeError(
      (text.map { "curl: \($0)\n" } ?? "")
        + "curl: try 'curl --help' or 'curl --manual' for more information\n")
    process.exit(2)
  }

  private func next(_ process: Process) {
    guard let url = urls.popFirst() else {
      if let path = options.value("c") { jar.write(path, process) }
      process.exit(lastStatus)
      return
    }
    redirections = 0
    tries = 0
    hasWritten = false
    started = process.world.now
    if let mistake = resolve.mistake {
      return fail(
        process, 49, "Couldn't parse CURLOPT_RESOLVE entry '\(mistake)'", nil, nil)
    }
    guard let address = HTTPAddress(url) else {
      return fail(process, 3, "URL using bad/illegal format or missing URL", nil, nil)
    }
    fetch(address, nil, process)
  }

  // MARK: The request

  private func request(
    for address: HTTPAddress, _ forced: String?, _ process: Process
  ) -> HTTPMessage {
    var target = address.target
    if options.has("G"), data.isGiven {
      target += (target.contains("?") ? "&" : "?") + data.text
    }
    let hasBody = data.isGiven && !options.has("G") && forced == nil
    method = forced ?? options.value("X") ?? (options.has("I") ? "HEAD" : hasBody ? "POST" : "GET")
    var request = HTTPMessage.request(method, target)
    func add(_ name: String, _ value: String) {
      request.headers.append(HTTPMessage.Header(name, value))
    }
    add("Host", address.authority)
    if let user = options.value("u") ?? address.user {
      add("Authorization", "Basic " + Base64.encode(Array(user.utf8), width: 0))
    }
    let agent = options.value("A") ?? "curl/7.88.1"
    if !agent.isEmpty { add("User-Agent", agent) }
    add("Accept", "*/*")
    if let referer = options.value("e") { add("Referer", referer) }
    var cookies = keepsCookies ? jar.header(for: address, process.world.now) : ""
    for option in options.options where option.name == "b" && option.value.contains("=") {
      cookies += (cookies.isEmpty ? "" : "; ") + option.value
    }
    if !cookies.isEmpty { add("Cookie", cookies) }
    addCustomHeaders(to: &request)
    if hasBody {
      request.body = data.text
      if request["Content-Length"] == nil { add("Content-Length", String(data.text.utf8.count)) }
      if request["Content-Type"] == nil { add("Content-Type", "application/x-www-form-urlencoded") }
    }
    return request
  }

  /// `Name: value` sets a header, `Name:` takes it away, `Name;` sets an empty one.
  private func addCustomHeaders(to request: inout HTTPMessage) {
    for option in options.options where option.name == "H" {
      if let colon = option.value.utf8.firstIndex(of: UInt8(ascii: ":")) {
        let name = String(option.value[..<colon])
        let rest = option.value[option.value.utf8.index(after: colon)...]
        let value = String(rest.drop { $0 == " " })
        // A second one of a name stands beside the first, except where curl sets that itself.
        let isStandard = ["host", "user-agent", "accept", "cookie", "authorization", "referer"]
          .contains(name.lowercased())
        if value.isEmpty {
          request[name] = nil
        } else if isStandard {
          request[name] = value
        } else {
          request.headers.append(HTTPMessage.Header(name, value))
        }
      } else if option.value.hasSuffix(";") {
        request.headers.append(HTTPMessage.Header(String(option.value.dropLast()), ""))
      }
    }
  }

  private func fetch(_ address: HTTPAddress, _ forced: String?, _ process: Process) {
    if address.isSecure {
      return fail(process, 35, "TLS is not supported here", address, nil)
    }
    let request = request(for: address, forced, process)
    if request.serialized.utf8.contains(0) {
      return fail(process, 3, "URL using bad/illegal format or missing URL", address, nil)
    }
    connectTime = 0
    var timers: [ScheduledEvent] = []
    let exchange = HTTPExchange(process, to: address, request) { [self] outcome in
      for timer in timers { timer.cancel() }
      finish(outcome, address, process)
    }
    exchange.addressOverride = resolve.address(of: address)
    exchange.onConnecting = { [self] remote in
      note(process, "  Trying \(remote):\(address.port)...")
    }
    exchange.onConnected = { [self] in
      connectTime = (process.world.now - started).milliseconds
      note(
        process,
        "Connected to \(address.host) (\(exchange.remoteAddress)) port \(address.port)"
          + " (#\(connections))")
      show(request, "> ", process)
    }
    func after(_ duration: VirtualDuration, connectionOnly: Bool) {
      timers.append(
        process.schedule(after: duration) { [self] in
          if connectionOnly, exchange.phase == .waiting { return }
          let words = timeoutWords(
            exchange.phase, connectionOnly: connectionOnly, address, process)
          exchange.cancel()
          for timer in timers { timer.cancel() }
          retry(process, 28, words, address)
        })
    }
    if let limit = duration("m", process) {
      let rest = limit.milliseconds - (process.world.now - started).milliseconds
      after(.milliseconds(max(1, rest)), connectionOnly: false)
    }
    after(duration("connect", process) ?? .seconds(134), connectionOnly: true)
    exchange.start()
    current = exchange
  }

  private func timeoutWords(
    _ phase: HTTPExchange.Phase, connectionOnly: Bool, _ address: HTTPAddress, _ process: Process
  ) -> String {
    let elapsed = (process.world.now - started).milliseconds
    if phase == .waiting {
      return "Operation timed out after \(elapsed) milliseconds with 0 bytes received"
    }
    if connectionOnly, options.value("connect") == nil {
      return "Failed to connect to \(address.host) port \(address.port) after \(elapsed) ms: "
        + "Couldn't connect to server"
    }
    return phase == .lookingUp
      ? "Resolving timed out after \(elapsed) milliseconds"
      : "Connection timed out after \(elapsed) milliseconds"
  }

  private func duration(_ name: String, _ process: Process) -> VirtualDuration? {
    options.value(name).flatMap { Durations.parse($0, allowsSuffix: false) }
  }

  // MARK: What -v shows

  private func note(_ process: Process, _ text: String) {
    if options.has("v") { process.writeError("* \(text)\n") }
  }

  private func show(_ message: HTTPMessage, _ mark: String, _ process: Process) {
    guard options.has("v") else { return }
    var text = "\(mark)\(message.startLine)\n"
    for header in message.headers { text += "\(mark)\(header.name): \(header.value)\n" }
    process.writeError(text + mark + "\n")
  }

  // MARK: The response

  private func finish(_ outcome: HTTPExchange.Outcome, _ address: HTTPAddress, _ process: Process) {
    let elapsed = (process.world.now - started).milliseconds
    let place = "\(address.host) port \(address.port) after \(elapsed) ms"
    switch outcome {
    case .unknownHost:
      retry(process, 6, "Could not resolve host: \(address.host)", address)
    case .refused:
      note(
        process,
        "connect to \(current?.remoteAddress ?? "") port \(address.port) failed: Connection refused"
      )
      retry(process, 7, "Failed to connect to \(place): Couldn't connect to server", address)
    case .unreachable:
      retry(process, 7, "Failed to connect to \(place): Network is unreachable", address)
    case .emptyReply: retry(process, 52, "Empty reply from server", address)
    case .reset: retry(process, 56, "Recv failure: Connection reset by peer", address)
    case .malformed: retry(process, 1, "Received HTTP/0.9 when not allowed", address)
    case .badChunk:
      retry(process, 56, "Illegal or missing hexadecimal sequence in chunked-encoding", address)
    case .tooLarge: retry(process, 56, "The response is larger than is supported here", address)
    case .response(let response): take(response, address, process)
    }
  }

  private func retry(
    _ process: Process, _ status: Int32, _ message: String, _ address: HTTPAddress
  ) {
    let most = options.value("retry").flatMap { Int(bounded: $0) } ?? 0
    let mayRetry = status == 28 || (status == 7 && options.has("retryrefused"))
    guard mayRetry, tries < most else {
      return fail(process, status, message, address, nil)
    }
    tries += 1
    let delay = duration("delay", process) ?? .seconds(Int64(1) << Int64(min(tries - 1, 9)))
    if !options.has("s") {
      process.writeError(
        "Warning: Problem: \(status == 28 ? "timeout" : "connection refused"). Will retry in "
          + "\(delay.seconds) seconds. \(most - tries + 1) retries left.\n")
    }
    process.schedule(after: delay) { [self] in
      started = process.world.now
      fetch(address, nil, process)
    }
  }

  private func take(_ response: HTTPMessage, _ address: HTTPAddress, _ process: Process) {
    if keepsCookies { jar.take(response, from: address, process.world.now) }
    show(response, "< ", process)
    let status = response.status ?? 0
    if options.has("i") || options.has("I") {
      var head = response.startLine + "\r\n"
      for header in response.headers { head += "\(header.name): \(header.value)\r\n" }
      put(head + "\r\n", process)
    }
    if options.has("L"), status >= 300, status < 400, let location = response["Location"] {
      return follow(location, response, status, address, process)
    }
    if options.has("f"), status >= 400 {
      return fail(process, 22, "The requested URL returned error: \(status)", address, response)
    }
    if !options.has("I") { put(response.body, process) }
    leave(address, response, process)
    connections += 1
    if options.has("failbody"), status >= 400 {
      return fail(process, 22, "The requested URL returned error: \(status)", address, response)
    }
    if lastStatus != 23 { lastStatus = 0 }
    writeOut(process, address, response, lastStatus)
    next(process)
  }

  private func leave(_ address: HTTPAddress, _ response: HTTPMessage, _ process: Process) {
    note(
      process,
      response.keepsConnection
        ? "Connection #\(connections) to host \(address.host) left intact"
        : "Closing connection \(connections)")
  }

  private func follow(
    _ location: String, _ response: HTTPMessage, _ status: Int, _ address: HTTPAddress,
    _ process: Process
  ) {
    redirections += 1
    let limit = options.value("redirs").flatMap { Int(bounded: $0) } ?? 50
    leave(address, response, process)
    connections += 1
    guard limit < 0 || redirections <= limit else {
      return fail(process, 47, "Maximum (\(limit)) redirects followed", address, response)
    }
    guard let next = address.resolving(location) else {
      return fail(process, 3, "URL using bad/illegal format or missing URL", address, response)
    }
    note(process, "Issue another request to this URL: '\(next.text)'")
    let keepsMethod = status == 307 || status == 308 || options.has("X")
    fetch(next, keepsMethod ? nil : options.has("I") ? "HEAD" : "GET", process)
  }

  private func put(_ text: String, _ process: Process) {
    var path = options.value("o")
    if options.has("O"), let url = options.operands.first, let address = HTTPAddress(url) {
      let last = address.target.prefix { $0 != "?" }.split(separator: "/").last
      path = last.map { String($0) } ?? "curl_response"
    }
    guard let path, path != "-" else {
      process.write(text)
      return
    }
    if path == "/dev/null" { return }
    do throws(FileError) {
      try process.fileSystem.write(
        text, to: path, from: process.workingDirectory, appending: hasWritten,
        now: process.world.now)
      hasWritten = true
    } catch {
      process.writeError("curl: (23) Failure writing output to destination\n")
      lastStatus = 23
    }
  }

  private func fail(
    _ process: Process, _ status: Int32, _ message: String, _ address: HTTPAddress?,
    _ response: HTTPMessage?
  ) {
    if response == nil, address != nil {
      note(process, message)
      note(process, "Closing connection \(connections)")
      connections += 1
    }
    if !options.has("s") || options.has("S") {
      process.writeError("curl: (\(status)) \(message)\n")
    }
    lastStatus = status
    writeOut(process, address, response, status, message)
    next(process)
  }

  private func writeOut(
    _ process: Process, _ address: HTTPAddress?, _ response: HTTPMessage?, _ status: Int32,
    _ message: String = ""
  ) {
    guard let format = options.value("w") else { return }
    var values = CurlWriteOut(address: address, response: response, status: status)
    values.message = message
    values.method = method
    values.remoteAddress = response == nil ? "" : current?.remoteAddress ?? ""
    values.localAddress = response == nil ? "" : process.host.address
    values.redirections = redirections
    values.connectTime = connectTime
    values.totalTime = (process.world.now - started).milliseconds
    process.write(
      values.text(format) { name in
        process.writeError("curl: unknown --write-out variable: '\(name)'\n")
      })
  }
}
