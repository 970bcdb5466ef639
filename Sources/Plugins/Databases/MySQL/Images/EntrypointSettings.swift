import OrderedCollections
import SQL
import Simulation

/// One thing that the entrypoint does while its temporary server runs.
enum EntrypointStep {
  case note(String)
  case emptyLine
  case warning(String)
  /// What a program said, as it is.
  case complaint(String)
  /// Statements of a client of its own, in a database.
  case statements(String, database: String)
  /// From here on root logs in so.
  case newPassword(String)
  case program([String])
  case stop
}

/// What the environment of a container asks of the entrypoint.
struct EntrypointSettings {
  private let rootPassword: String
  private let rootHost: String
  private let wantsRandomPassword: Bool
  private let allowsEmptyPassword: Bool
  private let database: String
  private let user: String
  private let password: String
  private let skipsTimeZones: Bool

  init(_ process: Process) {
    func variable(_ name: String) -> String {
      if let value = process.environment[name], !value.isEmpty { return value }
      if let path = process.environment[name + "_FILE"] {
        do throws(FileError) {
          let text = try process.fileSystem.read(path)
          return text.utf8.last == 10 ? String(text.dropLast()) : text
        } catch {}
      }
      return ""
    }
    rootPassword = variable("MYSQL_ROOT_PASSWORD")
    rootHost = variable("MYSQL_ROOT_HOST").isEmpty ? "%" : variable("MYSQL_ROOT_HOST")
    wantsRandomPassword = !variable("MYSQL_RANDOM_ROOT_PASSWORD").isEmpty
    allowsEmptyPassword = !variable("MYSQL_ALLOW_EMPTY_PASSWORD").isEmpty
    database = variable("MYSQL_DATABASE")
    user = variable("MYSQL_USER")
    password = variable("MYSQL_PASSWORD")
    skipsTimeZones = !variable("MYSQL_INITDB_SKIP_TZINFO").isEmpty
  }

  private static let choices = """

        - MYSQL_ROOT_PASSWORD
        - MYSQL_ALLOW_EMPTY_PASSWORD
        - MYSQL_RANDOM_ROOT_PASSWORD
    """

  /// Why nothing is made; nil when something can be.
  var mistake: String? {
    if rootPassword.isEmpty, !allowsEmptyPassword, !wantsRandomPassword {
      return "Database is uninitialized and password option is not specified\n"
        + "    You need to specify one of the following as an environment variable:"
        + EntrypointSettings.choices
    }
    if user == "root" {
      return "MYSQL_USER=\"root\", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user"
        + " and cannot be used for the root user\n"
        + "    Remove MYSQL_USER=\"root\" and use one of the following to control the root user"
        + " password:" + EntrypointSettings.choices
    }
    return nil
  }

  var warnings: [String] {
    guard mistake == nil, user.isEmpty != password.isEmpty else { return [] }
    return [
      user.isEmpty
        ? "MYSQL_PASSWORD specified, but missing MYSQL_USER; MYSQL_PASSWORD will be ignored"
        : "MYSQL_USER specified, but missing MYSQL_PASSWORD; MYSQL_USER will not be created"
    ]
  }

  /// What is to be done once the temporary server answers, in order.
  func steps(_ process: Process) -> [EntrypointStep] {
    timeZones(process) + root(process) + databaseAndUser + [.emptyLine] + scripts(process)
      + [.note("Stopping temporary server"), .stop]
  }

  private func timeZones(_ process: Process) -> [EntrypointStep] {
    guard !skipsTimeZones else { return [] }
    do throws(FileError) {
      let zones = try TimeZoneStatements(folder: "/usr/share/zoneinfo", of: process)
      return zones.warnings.map { .complaint($0) } + [.statements(zones.text, database: "mysql")]
    } catch {
      return [.complaint("There were fatal errors during processing of zoneinfo directory")]
    }
  }

  private func root(_ process: Process) -> [EntrypointStep] {
    var password = rootPassword
    var steps: [EntrypointStep] = []
    if wantsRandomPassword {
      password = process.world.random.characters(
        32, of: "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", "mysql password",
        process.host.name)
      steps.append(.note("GENERATED ROOT PASSWORD: \(password)"))
    }
    let secret = TableDefinition.literal(password)
    // The accounts of root are each server's own: they are not logged.
    var text = """
      -- What's done in this file shouldn't be replicated
      SET @@SESSION.SQL_LOG_BIN=0;
      ALTER USER 'root'@'localhost' IDENTIFIED BY \(secret);
      GRANT ALL ON *.* TO 'root'@'localhost' WITH GRANT OPTION;
      FLUSH PRIVILEGES;

      """
    if rootHost != "localhost" {
      let host = TableDefinition.literal(rootHost)
      text += "CREATE USER 'root'@\(host) IDENTIFIED BY \(secret);\n"
      text += "GRANT ALL ON *.* TO 'root'@\(host) WITH GRANT OPTION;\n"
    }
    text += "DROP DATABASE IF EXISTS test;\n"
    return steps + [.statements(text, database: "mysql"), .newPassword(password)]
  }

  private var databaseAndUser: [EntrypointStep] {
    var steps: [EntrypointStep] = []
    let quoted = TableDefinition.quoted(database)
    if !database.isEmpty {
      steps.append(.note("Creating database \(database)"))
      steps.append(.statements("CREATE DATABASE IF NOT EXISTS \(quoted) ;", database: "mysql"))
    }
    guard !user.isEmpty, !password.isEmpty else { return steps }
    let name = TableDefinition.literal(user)
    let secret = TableDefinition.literal(password)
    steps.append(.note("Creating user \(user)"))
    steps.append(
      .statements("CREATE USER \(name)@'%' IDENTIFIED BY \(secret) ;", database: "mysql"))
    if !database.isEmpty {
      steps.append(.note("Giving user \(user) access to schema \(database)"))
      steps.append(.statements("GRANT ALL ON \(quoted).* TO \(name)@'%' ;", database: "mysql"))
    }
    return steps
  }

  private func scripts(_ process: Process) -> [EntrypointStep] {
    let folder = "/docker-entrypoint-initdb.d"
    let script = "/usr/local/bin/docker-entrypoint.sh"
    var names: [String] = []
    do throws(FileError) { names = try process.fileSystem.list(folder) } catch {}
    var steps: [EntrypointStep] = []
    for name in names {
      let path = folder + "/" + name
      if name.hasSuffix(".sql") {
        steps.append(.note("\(script): running \(path)"))
        do throws(FileError) {
          let text = try process.fileSystem.read(path)
          steps += [.statements(text, database: database), .emptyLine]
        } catch {}
      } else if name.hasSuffix(".sh") {
        let isProgram: Bool
        do throws(FileError) {
          if case .file(let file) = try process.fileSystem.node(path) {
            isProgram = file.isExecutable
          } else {
            isProgram = false
          }
        } catch {
          isProgram = false
        }
        steps.append(.note("\(script): \(isProgram ? "running" : "sourcing") \(path)"))
        steps.append(.program(["bash", path]))
      } else {
        steps.append(.warning("\(script): ignoring \(path)"))
      }
      steps.append(.emptyLine)
    }
    return steps
  }
}
