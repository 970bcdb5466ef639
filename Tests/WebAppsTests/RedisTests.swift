import Simulation
import Testing

@testable import WebApps

@Suite("Redis and redis-cli") struct RedisTests {
  private func fixture(_ arguments: [String]? = nil) throws -> WebFixture {
    let fixture = try WebFixture()
    try fixture.start("redis", "redis:7", arguments: arguments)
    fixture.wait(1)
    return fixture
  }

  /// Runs commands whose answers do not matter.
  private func send(_ fixture: WebFixture, _ commands: String...) {
    for command in commands { fixture.run("redis-cli -h redis \(command)") }
  }

  @Test(arguments: [
    (["PING"], "PONG\n"), (["SET a 1", "GET a"], "\"1\"\n"), (["GET none"], "(nil)\n"),
    (["SET a 1 NX", "SET a 2 NX"], "(nil)\n"), (["SET a 2 XX"], "(nil)\n"),
    (["SET a 1 EX 10", "TTL a"], "(integer) 9\n"), (["SET a 1 PX 500", "GET a"], "(nil)\n"),
    (["SET a 1 EX 0"], "(error) ERR invalid expire time in 'set' command\n"),
    (["SET a 1 EXAT 1772442100", "TTL a"], "(integer) 98\n"),
    (["SET a 1 PXAT 1772442001000", "GET a"], "(nil)\n"),
    (["SET a 1 PXAT 5 EX 5"], "(error) ERR syntax error\n"),
    (["SET a 1 KEEPTTL PX 5"], "(error) ERR syntax error\n"),
    (["SET a 1 EX"], "(error) ERR syntax error\n"),
    (["SET a 1", "EXPIRE a 100", "PTTL a"], "(integer) 98996\n"),
    (["TTL none"], "(integer) -2\n"), (["SET a 1", "TTL a"], "(integer) -1\n"),
    (["SET a 1", "SET b 2", "DEL a b c"], "(integer) 2\n"),
    (["SET a 1", "EXISTS a a b"], "(integer) 2\n"),
    (["INCR n", "INCR n"], "(integer) 2\n"),
    (["SET a x", "INCR a"], "(error) ERR value is not an integer or out of range\n"),
    (
      ["SET session:1 x", "SET session:2 y", "SET z 1", "KEYS 'session:*'"],
      "1) \"session:1\"\n2) \"session:2\"\n"
    ),
    (["KEYS '*'"], "(empty array)\n"), (["SET a 1", "DBSIZE"], "(integer) 1\n"),
    (
      ["RPUSH l a b", "GET l"],
      "(error) WRONGTYPE Operation against a key holding the wrong kind of value\n"
    ),
    (["SET a 1", "FLUSHALL", "DBSIZE"], "(integer) 0\n"),
    (["NOSUCH a b"], "(error) ERR unknown command 'NOSUCH', with args beginning with: 'a' 'b' \n"),
    (["SADD s 1"], "(error) ERR the command 'SADD' is not supported here\n"),
    (["GET"], "(error) ERR wrong number of arguments for 'get' command\n"),
    (["CONFIG GET save"], "1) \"save\"\n2) \"3600 1 300 100 60 10000\"\n"),
    (["CONFIG GET appendonly"], "1) \"appendonly\"\n2) \"no\"\n"),
    (["SET a 'two words\\n\"quoted\"'", "GET a"], "\"two words\\\\n\\\"quoted\\\"\"\n"),
    (["BGSAVE"], "Background saving started\n"),
  ])
  func repliesAreThoseOfTheRealOne(_ commands: [String], _ reply: String) throws {
    let fixture = try fixture()
    var last = ""
    for command in commands { last = fixture.redis(command) }
    #expect(last == reply)
  }

  @Test func whereNobodyLooksRepliesAreRaw() throws {
    let fixture = try fixture()
    #expect(fixture.run("redis-cli -h redis SET a 'x y'") == "OK\n")
    #expect(fixture.run("redis-cli -h redis GET a") == "x y\n")
    #expect(fixture.run("redis-cli -h redis GET b") == "\n")
    #expect(fixture.run("redis-cli -h redis INCR n") == "1\n")
    #expect(
      fixture.run("printf 'SET b \"1 2\"\\nGET b\\nKEYS *\\n' | redis-cli -h redis")
        == "OK\n1 2\na\nn\nb\n")
    #expect(fixture.run("redis-cli -e -h redis INCR a").hasSuffix("[1]\n"))
  }

  @Test func whoCannotConnectSaysWhy() throws {
    let fixture = try fixture()
    #expect(
      fixture.run("redis-cli -h redis -p 6380 PING")
        == "Could not connect to Redis at redis:6380: Connection refused\n[1]\n")
    #expect(
      fixture.run("redis-cli -h nobody PING")
        == "Could not connect to Redis at nobody:6379: Name or service not known\n[1]\n")
  }

  @Test("W5: what is in memory only ends with the process; a clean end saves it")
  func persistence() throws {
    let fixture = try fixture()
    send(fixture, "SET a 1")
    try fixture.restart("redis")
    #expect(fixture.redis("GET a") == "(nil)\n")
    send(fixture, "SET a 2")
    fixture.stop("redis")
    fixture.wait(1)
    #expect(fixture.exit("redis")?.status == 0)
    #expect(
      fixture.log("redis").last?.hasSuffix("# Redis is now ready to exit, bye bye...") == true)
    try fixture.machines["redis"]?.container?.start()
    fixture.wait(1)
    #expect(fixture.redis("GET a") == "\"2\"\n")
    #expect(
      fixture.log("redis").contains {
        $0.hasSuffix("* Done loading RDB, keys loaded: 1, keys expired: 0.")
      })
    // What was changed since is lost with SIGKILL.
    send(fixture, "SET a 3")
    try fixture.restart("redis")
    #expect(fixture.redis("GET a") == "\"2\"\n")
    send(fixture, "SET a 4")
    #expect(fixture.redis("SAVE") == "OK\n")
    try fixture.restart("redis")
    #expect(fixture.redis("GET a") == "\"4\"\n")
  }

  @Test func withoutSavePointsACleanEndSavesNothing() throws {
    let fixture = try fixture(["redis-server", "--save", ""])
    send(fixture, "SET a 1")
    fixture.stop("redis")
    fixture.wait(1)
    try fixture.machines["redis"]?.container?.start()
    fixture.wait(1)
    #expect(fixture.redis("GET a") == "(nil)\n")
  }

  @Test func savePointsSaveByThemselves() throws {
    let fixture = try fixture(["--save", "10 2"])
    send(fixture, "SET a 1")
    fixture.wait(20)
    try fixture.restart("redis")
    #expect(fixture.redis("GET a") == "(nil)\n")
    send(fixture, "MSET a 1 b 2")
    fixture.wait(20)
    try fixture.restart("redis")
    #expect(fixture.redis("DBSIZE") == "(integer) 2\n")
  }

  @Test func aLogOfChangesSurvivesSIGKILLAndLosesASecondWithThePower() throws {
    let fixture = try fixture(["--appendonly", "yes"])
    send(fixture, "SET a 1 EX 1000", "INCR n")
    fixture.wait(2)
    try fixture.restart("redis")
    #expect(fixture.redis("GET a") == "\"1\"\n")
    #expect(fixture.redis("TTL a").hasPrefix("(integer) 99"))
    fixture.wait(3)
    send(fixture, "SET b 1")
    let machine = try #require(fixture.machines["redis"])
    machine.host.crash()
    machine.host.start()
    machine.container?.noteVanished()
    try machine.container?.start()
    fixture.wait(1)
    #expect(fixture.redis("GET n") == "\"1\"\n")
    #expect(fixture.redis("GET b") == "(nil)\n")
  }

  @Test(arguments: [
    ("GET", "Unknown command 'GET' reading the append only file"),
    ("*x", "Bad file format reading the append only file"),
  ])
  func aLogThatIsNoneEndsTheServer(_ line: String, _ message: String) throws {
    let fixture = try fixture(["redis-server", "--appendonly", "yes"])
    let path = "/data/appendonlydir/appendonly.aof.1.incr.aof"
    let container = try #require(fixture.machines["redis"]?.container)
    fixture.kill("redis")
    try container.fileSystem.write(line + "\r\n", to: path, now: fixture.world.now)
    try container.start()
    fixture.wait(2)
    #expect(!container.isRunning)
    #expect(fixture.log("redis").contains { $0.contains(message) })
  }

  @Test func theLogOfChangesKnowsWhatHadEndedAndWhatHadNot() throws {
    let fixture = try fixture(["redis-server", "--appendonly", "yes"])
    // Extended before they ended, and begun anew after it ended.
    send(
      fixture, "SET kept 1 EX 10", "RPUSH list a", "EXPIRE list 10", "SET again 5 EX 3",
      "SET gone 1 EX 3", "EXPIRE kept 1000", "EXPIRE list 1000")
    fixture.wait(20)
    send(fixture, "INCR again")
    fixture.wait(2)
    try fixture.restart("redis")
    #expect(fixture.redis("GET kept") == "\"1\"\n")
    #expect(fixture.redis("LRANGE list 0 -1") == "1) \"a\"\n")
    #expect(fixture.redis("GET again") == "\"1\"\n")
    #expect(fixture.redis("TTL again") == "(integer) -1\n")
    #expect(fixture.redis("EXISTS gone") == "(integer) 0\n")
  }

  @Test func theLogOfChangesHasTheRealCommands() throws {
    let fixture = try fixture(["redis-server", "--appendonly", "yes"])
    send(fixture, "SET a 1 EX 10", "EXPIRE a 20", "GETDEL a", "SET b 2 NX")
    fixture.wait(2)
    let container = try #require(fixture.machines["redis"]?.container)
    let text = try container.fileSystem.read("/data/appendonlydir/appendonly.aof.1.incr.aof")
    let words = text.split(separator: "\r\n").filter { !$0.hasPrefix("*") && !$0.hasPrefix("$") }
      .map { String($0) }
    try #require(words.count == 16, "\(words)")
    // Ten seconds more, and what passes from one to the other: a second until the next command is
    // typed, and 4 ms for the connection and the answer.
    let ends = [words[6], words[9]].map { Int64($0) ?? 0 }
    #expect(ends[1] - ends[0] == 11_004)
    #expect(
      words == [
        "SELECT", "0", "SET", "a", "1", "PXAT", String(ends[0]), "PEXPIREAT", "a",
        String(ends[1]), "DEL", "a", "SET", "b", "2", "NX",
      ])
  }

  @Test func commandsCountAsWork() throws {
    let fixture = try fixture()
    let server = try #require(WebSystem.of(fixture.world).stores["redis"]).server
    let before = fixture.world.work
    _ = server.reply(to: ["SET", "a", String(repeating: "x", count: 1000)])
    #expect(fixture.world.work - before >= 1000)
  }

  @Test func aSettingThatIsRefusedChangesNothing() throws {
    let fixture = try fixture()
    #expect(fixture.redis("CONFIG SET save 1").hasPrefix("(error) ERR CONFIG SET failed"))
    #expect(
      fixture.redis("CONFIG GET save") == "1) \"save\"\n2) \"3600 1 300 100 60 10000\"\n")
  }

  @Test(arguments: [
    (["--nosuch", "1"], "'nosuch \"1\"'\nBad directive or wrong number of arguments"),
    (["--appendonly", "maybe"], "'appendonly \"maybe\"'\nargument must be 'yes' or 'no'"),
    (["--save", "1"], "'save \"1\"'\nInvalid save parameters"),
  ])
  func badSettingsEndTheServer(_ arguments: [String], _ words: String) throws {
    let fixture = try fixture(arguments)
    #expect(fixture.exit("redis")?.status == 1)
    #expect(
      fixture.log("redis").joined(separator: "\n")
        == "\n*** FATAL CONFIG FILE ERROR (Redis 7.4.1) ***\n"
        + "Reading the configuration file, at line 1\n>>> \(words)")
  }

  @Test(arguments: [
    "*99999999999\r\n", "*1\r\n$-5\r\n", "*1\r\nx\r\n", "\"open\r\n", "*1\r\n$99999999999\r\n",
    "*-1\r\n\r\n\r\n", "\0\0\0\n", "*2\r\n$3\r\nGET\r\n$1\r\na\r\n*",
  ])
  func anythingMayBeSentToTheServer(_ text: String) throws {
    let fixture = try fixture()
    let laptop = fixture.session.registrations.laptop
    let process = laptop.start(
      ImmediateProgram { _ in 0 },
      Launch(
        arguments: ["x"], input: TextSource(world: fixture.world), output: NullSink(),
        errorOutput: NullSink()))
    process.connect(to: "10.0.0.1", port: 6379) { result in
      if case .connected(let socket) = result { socket.send(text) }
    }
    fixture.wait(1)
    #expect(fixture.redis("PING") == "PONG\n")
  }
}
