import Sessions
import Testing

@Suite struct SimCommandTests {
  @Test(arguments: [
    ("sim crash", 2, "sim crash: the name of a host is needed\n"),
    ("sim crash nowhere", 1, "sim crash: there is no host 'nowhere'; there are laptop, server-1\n"),
    (
      "sim crash laptop", 1,
      "sim crash: laptop is where you sit: nobody would be left to type the next command\n"
    ),
    ("sim start server-1", 1, "sim start: server-1 has power already\n"),
    ("sim crash server-1 server-1", 1, "sim crash: server-1 has no power already\n"),
    (
      "sim partition server-1", 2,
      "sim partition: two groups of hosts are needed: a / b c\n"
    ),
    (
      "sim partition server-1 / nowhere", 1,
      "sim partition: there is no host 'nowhere'; there are laptop, server-1\n"
    ),
    ("sim kill server-1", 2, "sim kill: a host and a program are needed: sim kill db-1 mysqld\n"),
    (
      "sim kill nowhere mysqld", 1,
      "sim kill: there is no host 'nowhere'; there are laptop, server-1\n"
    ),
    (
      "sim kill server-1 mysqld", 1,
      "sim kill: no 'mysqld' runs on 'server-1'; nothing runs there\n"
    ),
    ("sim kill laptop sim", 1, "sim kill: laptop is where you sit\n"),
    (
      "sim slow server-1 / laptop", 2,
      "sim slow: two groups of hosts and a time are needed: a / b c 200ms\n"
    ),
    (
      "sim slow server-1 / laptop soon", 2,
      "sim slow: 'soon' is no time such as 200ms or 2s, of one hour at most\n"
    ),
    (
      "sim slow server-1 / nowhere 2s", 1,
      "sim slow: there is no host 'nowhere'; there are laptop, server-1\n"
    ),
    (
      "sim fill laptop", 2, "sim fill: a host and a path are needed: sim fill db-1 /var/lib/mysql\n"
    ),
    ("sim fill laptop /no/such", 1, "sim fill: there is no '/no/such' on 'laptop'\n"),
    ("sim fill server-1 /", 1, "sim fill: nothing runs on 'server-1' that has a disk\n"),
    ("sim free laptop /", 1, "sim free: the disk of / on laptop was not filled\n"),
    (
      "sim fill laptop /; sim fill laptop /", 1,
      "sim fill: the disk of / on laptop is full already\n"
    ),
    ("sim heal now", 2, "sim heal: it takes no arguments\n"),
    ("sim why", 2, "sim why: one thing is needed, such as pod/web-2\n"),
    ("sim why pod/nobody", 1, "sim why: nothing is known about 'pod/nobody'\n"),
    ("sim why machine/server-1", 0, "server-1 is the only machine\n"),
    (
      "sim explode", 2,
      "sim: there is no 'explode'; there are crash, start, partition, kill, slow, fill, free, heal, why\n"
    ),
  ])
  func mistakesAreSaid(_ command: String, _ status: Int32, _ output: String) {
    let session = SessionFixture.session()
    defer { session.finish() }
    let step = session.run(command)
    #expect(step.output == output)
    #expect(step.exitStatus == status)
  }

  @Test func helpListsEveryFault() {
    let session = SessionFixture.session()
    defer { session.finish() }
    let help = session.run("sim --help")
    #expect(help.exitStatus == 0)
    for fault in session.registrations.entries where fault.kind == .fault {
      #expect(help.output.contains("  sim \(fault.name)"))
      #expect(help.output.contains(fault.summary))
    }
    #expect(session.run("sim 2>&1 >/dev/null").output == help.output)
  }

  @Test func whyTellsTheLastThingThatHappened() {
    let session = SessionFixture.session()
    defer { session.finish() }
    _ = session.run("sim crash server-1")
    #expect(
      session.run("sim why host/server-1").output
        == "host/server-1 lost its power (sim, at 09:00:00)\n")
  }
}
