import SQL
import Simulation

extension MySQLServer {
  /// Says why the server does not start, and ends it.
  func fail(_ message: String, code: String = "MY-010020") {
    log("ERROR", code, message)
    log("ERROR", "MY-010119", "Aborting")
    log(
      "System", "MY-010910",
      "/usr/sbin/mysqld: Shutdown complete (mysqld \(version))  MySQL Community Server - GPL.",
      old: "Note")
    process.exit(1)
  }

  /// Settings that need no variable, or have another name there.
  private static let otherOptions: [String] = [
    "initialize", "initialize_insecure", "user", "datadir", "pid_file", "skip_host_cache",
    "plugin_load", "plugin_load_add", "early_plugin_load", "secure_file_priv", "symbolic_links",
    "log_bin", "daemonize", "default_time_zone", "console", "tmpdir", "mysqlx",
    "log_error_verbosity",
  ]

  /// Ends the start because of an option that MySQL has and this server has not.
  private func refuse(_ what: String) -> Bool {
    log("ERROR", "MY-000067", "\(what) is not supported here: leave it out.")
    log("ERROR", "MY-010119", "Aborting")
    process.exit(1)
    return false
  }

  /// Options that change nothing as long as they say what is so anyway.
  private func isHarmless(_ name: String, _ value: String) -> Bool {
    if MySQLServer.otherOptions.contains(name) { return true }
    let value = value.uppercased()
    return ["general_log", "slow_query_log"].contains(name)
      && ["OFF", "0", "FALSE"].contains(value)
  }

  func apply(_ options: ServerOptions) -> Bool {
    for (name, value) in options.values {
      if name == "log_bin" {
        if value == "OFF" {
          variables["log_bin"] = .integer(0)
        } else {
          variables["log_bin"] = .integer(1)
        }
        continue
      }
      if name.hasPrefix("plugin_load") {
        for part in value.split(separator: ";") {
          let pieces = part.split(separator: "=")
          if pieces.count == 2 { _ = loadPlugin(String(pieces[0]), library: String(pieces[1])) }
        }
        continue
      }
      let canonical = variables.canonical(name)
      guard let definition = variables.find(canonical) else {
        if isHarmless(name, value) { continue }
        if variables.isMissing(name) { return refuse("the option '\(name)=\(value)'") }
        log("ERROR", "MY-000067", "unknown variable '\(name)=\(value)'.")
        log("ERROR", "MY-010119", "Aborting")
        process.exit(1)
        return false
      }
      if case .number(let range) = definition.kind, range.lowerBound == range.upperBound,
        value != String(range.lowerBound)
      {
        return refuse("the value '\(value)' of '\(name)'")
      }
      guard let parsed = SystemVariables.parsed(value, definition) else {
        log(
          "ERROR", "MY-000077",
          "/usr/sbin/mysqld: Error while setting value '\(value)' to '\(name)'.")
        log("ERROR", "MY-010119", "Aborting")
        process.exit(1)
        return false
      }
      variables[canonical] = parsed
    }
    if variables.flag("super_read_only") { variables["read_only"] = .integer(1) }
    if variables.text("gtid_mode") == "ON", variables.text("enforce_gtid_consistency") != "ON" {
      log(
        "ERROR", "MY-010912",
        "GTID_MODE = ON requires ENFORCE_GTID_CONSISTENCY = ON.", subsystem: "Server")
      log("ERROR", "MY-010119", "Aborting")
      process.exit(1)
      return false
    }
    variables["hostname"] = .text(process.host.name)
    return true
  }

  func initialize(_ options: ServerOptions) {
    do throws(FileError) {
      let folder = datadir
      if process.fileSystem.isDirectory(folder) {
        let names = try process.fileSystem.list(folder).filter { $0 != "lost+found" }
        if !names.isEmpty {
          let text = "--initialize specified but the data directory has files in it. Aborting."
          if isOld { return fail(text) }
          log("ERROR", "MY-010457", text)
          return fail(
            "The designated data directory \(folder)/ is unusable. You can remove all files that"
              + " the server added to it.", code: "MY-013236")
        }
      }
      for name in ["", "/mysql", "/performance_schema", "/sys"] {
        try process.fileSystem.makeDirectory(
          folder + name, withParents: true, now: process.world.now)
      }
      if !isOld {
        try process.fileSystem.makeDirectory(
          folder + "/#innodb_redo", withParents: true, now: process.world.now)
      }
    } catch {
      return fail("Can't create directory '\(datadir)/' (OS errno - \(error.text))")
    }
    // Without a name for it, 8.0 logs nothing yet; 5.7 never does without one.
    if options.value("log_bin") != nil, variables.flag("log_bin") {
      guard findBinaryLog(options) else { return }
      do throws(FileError) {
        try binlog?.begin(previous: GTIDSet())
      } catch {
        return fail("Can't create the binary log file \(binlog?.nextName ?? ""): \(error.text)")
      }
    }
    logInnoDB(starts: true)
    process.schedule(after: ServerTimings.initialize) { [self] in
      logInnoDB(starts: false)
      Accounts.create(in: engine)
      TimeZoneTables.create(in: engine)
      Replica.createTables(in: engine)
      accounts.save(
        Accounts.Entry(
          account: Account(user: "root", host: "localhost"), plugin: authenticationPlugin,
          digest: "", privileges: [Accounts.everything], grants: true))
      storage.checkpoint()
      if options.has("initialize_insecure") {
        log(
          "Warning", "MY-010453",
          "root@localhost is created with an empty password ! Please consider switching off the"
            + " --initialize-insecure option.", thread: isOld ? 1 : 6)
      }
      binlog?.writeStop()
      process.exit(process.fileSystem.exists(storage.files.dictionary) ? 0 : 1)
    }
  }

  var authenticationPlugin: String { variables.text("default_authentication_plugin") }

  func recover(_ options: ServerOptions) {
    if variables.flag("log_bin"), !findBinaryLog(options) { return }
    readIdentity()
    if !isOld { readPersisted() }
    var logged: Set<Int64>?
    if let binlog {
      binlog.readIndex()
      binlog.cutTail()
      // What a killed process had logged counts from here on: the next power cut must not take it
      // from the log and leave it in the tables (M9).
      if variables.number("sync_binlog") > 0 { binlog.flush() }
      logged = loggedNumbers(binlog)
    }
    logInnoDB(starts: true)
    let report: ServerStorage.Report
    do throws(ServerStorage.Damage) {
      storage.authenticationPlugin = authenticationPlugin
      report = try storage.recover(isLogged: logged.map { numbers in { numbers.contains($0) } })
    } catch {
      log("ERROR", "MY-010334", "Failed to initialize DD Storage Engine", subsystem: "Server")
      return fail(error.message)
    }
    logInnoDB(starts: false)
    if report.wasCrash, binlog != nil {
      log("System", "MY-010229", "Starting XA crash recovery...", old: "Note")
      log("System", "MY-010232", "XA crash recovery finished.", old: "Note")
    }
    storage.checkpoint()
    process.schedule(after: report.wasCrash ? ServerTimings.recovery : .zero) {
      [self] in
      open(options)
    }
  }

  func readIdentity() {
    do throws(FileError) {
      let text = try process.fileSystem.read(storage.files.identity)
      for line in text.utf8.split(separator: 10) {
        let line = String(Substring(line))
        if line.hasPrefix("server-uuid=") { uuid = String(line.dropFirst(12)) }
      }
    } catch {}
    if uuid.isEmpty {
      // Made up once, from who the server is: another pod of the same name makes another one.
      let identity =
        "\(process.host.name) \(process.host.address) \(process.world.now.milliseconds)"
      uuid = process.world.random.uuid("mysql server", identity)
      do throws(FileError) {
        try process.writeBuffered("[auto]\nserver-uuid=\(uuid)\n", to: storage.files.identity)
      } catch {}
      process.flush(storage.files.identity)
    }
    variables["server_uuid"] = .text(uuid)
  }

  func open(_ options: ServerOptions) {
    if let binlog {
      for name in binlog.names.suffix(1) {
        let gtids = binlog.gtids(upTo: name)
        storage.executed.formUnion(gtids)
      }
      do throws(FileError) {
        try binlog.begin(previous: storage.executed)
      } catch {
        return fail("Can't create the binary log file \(binlog.nextName): \(error.text)")
      }
    }
    resetNames()
    guard listen() else { return }
    isReady = true
    process.world.trace.stopWaiting("database/\(process.host.name)")
    DatabaseSystem.of(process.world).add(self)
    record("accepts connections")
    if isOld {
      let name = serverVersion
      process.writeError(
        "\(logTime) 0 [Note] mysqld: ready for connections.\nVersion: '\(name)'  socket:"
          + " '\(variables.text("socket"))'  port: \(openPort)  "
          + "MySQL Community Server (GPL)\n")
    } else {
      log(
        "System", "MY-010931",
        "/usr/sbin/mysqld: ready for connections. Version: '\(version)'  socket:"
          + " '\(variables.text("socket"))'  port: \(openPort)  "
          + "MySQL Community Server - GPL.")
    }
    everySecond()
    replica.serverStarted()
  }

  /// The port that clients reach; 0 for none.
  private var openPort: Int64 {
    variables.flag("skip_networking") ? 0 : variables.number("port")
  }

  /// `VERSION()`: 5.7 says when it logs.
  var serverVersion: String { isOld && variables.flag("log_bin") ? version + "-log" : version }

  func listen() -> Bool {
    let port = Int(variables.number("port"))
    if !variables.flag("skip_networking") {
      let isFree = process.listen(on: port) { [self] socket in
        accept(socket, isLocal: false)
      }
      guard isFree else {
        log(
          "ERROR", "MY-010262", "Can't start server: Bind on TCP/IP port: Address already in use")
        fail("Do you already have another mysqld server running on port: \(port) ?")
        return false
      }
    }
    // What stands for the socket file's other end: a port that no address outside reaches.
    var number = 100_000
    while !process.listen(
      on: number, accept: { [self] in accept($0, isLocal: true) })
    {
      number += 1
    }
    do throws(FileError) {
      let path = variables.text("socket")
      if let slash = path.lastIndex(of: "/") {
        try process.fileSystem.makeDirectory(
          String(path[..<slash]), withParents: true, now: process.world.now)
      }
      try process.fileSystem.write("\(number)\n", to: path, now: process.world.now)
    } catch {
      fail("Can't start server : Bind on unix socket: \(error.text)")
      return false
    }
    return true
  }

  func accept(_ socket: Socket, isLocal: Bool) {
    guard !isEnding else { return socket.close() }
    let connection = ServerConnection(
      self, socket, number: takeThreadNumber(), isLocal: isLocal)
    connections.append(connection)
    connection.begin()
  }
}
