import OrderedCollections
import Shell
import Simulation

/// `shop-users`: simulated visitors of a shop, which no real system has as a command (W7).
///
/// Each visitor logs in, then in turn puts something into its cart and looks at it. Who is sent to the
/// login page logs in again. With `--state FILE` the visitors of the last run go on where they were.
final class ShopUsersProgram: Program {
  private unowned(unsafe) var process: Process!
  private var address: HTTPAddress!
  private var users: [ShopUser] = []
  private var userCount = 10
  private var requestCount = 10
  private var account = (user: "alice", password: "wonderland")
  private var statePath: String?
  private var report = ShopUsersReport()
  private var running = 0

  /// How long a visitor thinks between two requests.
  static let pause = VirtualDuration.seconds(1)
  /// A request that is not answered after this time has failed.
  static let timeLimit = VirtualDuration.seconds(5)
  static let limit = 10_000

  func start(_ process: Process) {
    self.process = process
    guard read(Array(process.arguments.dropFirst())) else {
      process.writeError(
        "Usage: shop-users [--users N] [--requests N] [--user NAME:PASSWORD] [--state FILE] URL\n")
      return process.exit(2)
    }
    if let statePath {
      do throws(FileError) {
        let text = try process.fileSystem.read(statePath, from: process.workingDirectory)
        users = text.split(separator: "\n").map { ShopUser(line: String($0)) }
      } catch {}
    }
    if users.isEmpty { users = (0..<userCount).map { _ in ShopUser() } }
    report.users = users.count
    running = users.count
    for index in users.indices {
      // They do not all come at once.
      process.schedule(after: .milliseconds(Int64(index % 100) * 10)) { [unowned(unsafe) self] in
        begin(index)
      }
    }
  }

  private func read(_ arguments: [String]) -> Bool {
    var words = arguments[...]
    while let word = words.popFirst() {
      switch word {
      case "--users", "--requests":
        guard let number = words.popFirst().flatMap({ Int(bounded: $0) }), number >= 0,
          number <= ShopUsersProgram.limit, number > 0 || word == "--requests"
        else { return false }
        if word == "--users" { userCount = number } else { requestCount = number }
      case "--state":
        guard let path = words.popFirst() else { return false }
        statePath = path
      case "--user":
        let parts = (words.popFirst() ?? "").split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return false }
        account = (String(parts[0]), String(parts[1]))
      default:
        guard address == nil, !word.hasPrefix("-"), let known = HTTPAddress(word), !known.isSecure
        else { return false }
        address = known
      }
    }
    return address != nil
  }

  // MARK: One visitor

  private func begin(_ index: Int) {
    if users[index].isLoggedIn {
      report.known += 1
      visit(index, left: requestCount, isFirst: true)
    } else {
      logIn(index) { [unowned(unsafe) self] in visit(index, left: requestCount, isFirst: false) }
    }
  }

  private func logIn(_ index: Int, _ completion: @escaping () -> Void) {
    var form = FormText()
    form.add("user", account.user)
    form.add("password", account.password)
    ask(index, "POST", "/login", form.text) { [unowned(unsafe) self] response in
      if response?.status == 303 {
        users[index].isLoggedIn = true
        users[index].cart = []
      } else {
        report.failures += 1
      }
      completion()
    }
  }

  private func visit(_ index: Int, left: Int, isFirst: Bool) {
    guard left > 0 else { return end() }
    let puts = left % 2 == requestCount % 2 && !isFirst
    var item = ""
    if puts {
      users[index].count += 1
      item = "item\(users[index].count)"
    }
    ask(index, puts ? "POST" : "GET", "/cart", puts ? "item=" + item : "") {
      [unowned(unsafe) self] response in
      report.requests += 1
      let next = { [unowned(unsafe) self] in
        _ = process.schedule(after: ShopUsersProgram.pause) { [unowned(unsafe) self] in
          visit(index, left: left - 1, isFirst: false)
        }
      }
      guard let response, let status = response.status, status < 500 else {
        report.failures += 1
        return next()
      }
      if let server = response["X-Served-By"] { report.servers[server, default: 0] += 1 }
      guard status == 200 else {
        report.misses += 1
        report.forcedLogins += 1
        if !users[index].cart.isEmpty { report.lostCarts += 1 }
        return logIn(index, next)
      }
      report.hits += 1
      if isFirst { report.kept += 1 }
      if puts { users[index].cart.append(item) }
      compareCart(index, response)
      next()
    }
  }

  /// A cart that lacks what was put into it is lost.
  private func compareCart(_ index: Int, _ response: HTTPMessage) {
    let cart = users[index].cart
    let shown = response.body.split(separator: ":", maxSplits: 1).last ?? ""
    let items = shown.split { $0 == "," || $0 == " " || $0 == "\n" }.map { String($0) }
    guard !cart.allSatisfy({ items.contains($0) }) else { return }
    report.lostCarts += 1
    users[index].cart = cart.filter { items.contains($0) }
  }

  private func ask(
    _ index: Int, _ method: String, _ target: String, _ body: String,
    _ completion: @escaping (HTTPMessage?) -> Void
  ) {
    var address = address!
    address.target = target
    var request = HTTPMessage.request(
      method, target, headers: [HTTPMessage.Header("Host", address.authority)], body: body)
    let cookies = users[index].cookieHeader
    if !cookies.isEmpty { request["Cookie"] = cookies }
    if !body.isEmpty { request["Content-Type"] = "application/x-www-form-urlencoded" }
    var timer: ScheduledEvent?
    let exchange = HTTPExchange(process, to: address, request) {
      [unowned(unsafe) self] outcome in
      timer?.cancel()
      guard case .response(let response) = outcome else { return completion(nil) }
      users[index].take(response)
      completion(response)
    }
    timer = process.schedule(after: ShopUsersProgram.timeLimit) {
      exchange.cancel()
      completion(nil)
    }
    exchange.start()
  }

  private func end() {
    running -= 1
    guard running == 0 else { return }
    if let statePath {
      let text = users.map { $0.line + "\n" }.joined()
      do throws(FileError) {
        try process.fileSystem.write(
          text, to: statePath, from: process.workingDirectory, now: process.world.now)
      } catch {
        process.writeError("shop-users: \(statePath): \(error.text)\n")
        return process.exit(1)
      }
    }
    process.write(report.text)
    process.exit(0)
  }
}
