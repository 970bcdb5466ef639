import Sessions
import StatebookCommands
import Testing

/// A replica in a container that loses its network while it follows.
@Suite struct DisconnectedReplicaTests {
  private final class Pair {
    let session = Session(
      configuration: SessionConfiguration(seed: 1), plugins: .standard, yamlReader: NoYAML())

    init() {
      run("docker pull -q mysql:8.0; docker network create db")
      for (number, name) in ["master", "report"].enumerated() {
        run(
          "docker run -d --name \(name) --network db -e MYSQL_ALLOW_EMPTY_PASSWORD=1"
            + " -e MYSQL_DATABASE=shop mysql:8.0 --server-id=\(number + 1) --log-bin"
            + " --gtid-mode=ON --enforce-gtid-consistency=ON")
      }
      run("sleep 20")
      run("docker exec report mysql -e 'RESET MASTER'")
      run(
        "docker exec master mysql -e \"CREATE USER 'repl'@'%' IDENTIFIED BY 'secret';"
          + " GRANT REPLICATION SLAVE ON *.* TO 'repl'@'%'; RESET MASTER;"
          + " CREATE TABLE shop.orders (id INT PRIMARY KEY)\"")
      run(
        "docker exec report mysql -e \"CHANGE REPLICATION SOURCE TO SOURCE_HOST='master',"
          + " SOURCE_USER='repl', SOURCE_PASSWORD='secret', SOURCE_AUTO_POSITION=1,"
          + " SOURCE_CONNECT_RETRY=5, GET_SOURCE_PUBLIC_KEY=1; START REPLICA\"; sleep 1")
    }

    @discardableResult
    func run(_ command: String) -> String {
      let output = session.run(command).output
      return output.hasSuffix("\n") ? String(output.dropLast()) : output
    }

    func insert(_ id: Int) {
      run("docker exec master mysql shop -e 'INSERT INTO orders VALUES (\(id))'; sleep 1")
    }

    var rows: String { run("docker exec report mysql -N shop -e 'SELECT COUNT(*) FROM orders'") }

    var receiver: String {
      run(
        "docker exec report mysql -e 'SHOW REPLICA STATUS\\G'"
          + " | grep Replica_IO_Running: | cut -d: -f2")
    }
  }

  @Test func noRowArrivesUntilTheReplicaHasItsNetworkAgain() {
    let pair = Pair()
    defer { pair.session.finish() }
    pair.insert(1)
    #expect(pair.rows == "1")
    pair.run("docker network disconnect db report")
    pair.insert(2)
    #expect(pair.rows == "1")
    // Nobody tells the replica: it has to find out by the silence.
    #expect(pair.receiver == " Yes")
    pair.run("sleep 90")
    #expect(pair.receiver == " Connecting")
    pair.run("docker network connect db report; sleep 30")
    #expect(pair.receiver == " Yes")
    #expect(pair.rows == "2")
  }
}
