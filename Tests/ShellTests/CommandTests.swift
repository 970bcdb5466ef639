import Simulation
import Testing

@testable import Shell

@Suite struct CommandTests {
  @Test func dateTellsTheVirtualTime() {
    #expect(
      bash("date; date -u +%FT%TZ; sleep 61; date +'%s %H:%M:%S %a %b %e %j %y %p'").output
        == "Mon Mar  2 09:00:00 UTC 2026\n2026-03-02T09:00:00Z\n"
        + "1772442061 09:01:01 Mon Mar  2 061 26 AM\n")
    #expect(bash("date -d tomorrow").errors.contains("-d is not supported here"))
    #expect(bash("date +%Q").errors.contains("not supported here"))
  }

  @Test func longListingShowsWhatFilesAre() {
    let result = bash("echo abc > f; mkdir d; ln -s f l; chmod +x f; ls -l; ls -F; ls -lh f")
    #expect(
      result.output == """
        total 8
        drwxr-xr-x 2 root root 4096 Mar  2 09:00 d
        -rwxr-xr-x 1 root root    4 Mar  2 09:00 f
        lrwxrwxrwx 1 root root    1 Mar  2 09:00 l -> f
        d/
        f*
        l@
        -rwxr-xr-x 1 root root 4 Mar  2 09:00 f

        """)
  }

  @Test func psInFullHasItsOwnColumns() {
    #expect(
      bash("sleep 61; ps -ef | tail -n 2; ps -e | tail -n 1; echo $(printf '%(%F %T)T')").output
        == """
        learner        3       1  0 09:01 ?        00:00:00 ps -ef
        learner        4       1  0 09:01 ?        00:00:00 tail -n 2
              6 ?        00:00:00 tail
        2026-03-02 09:01:01

        """)
  }

  @Test func aFullDiskIsReported() {
    let world = World(seed: 1)
    StandardSystem.register(in: world.programs)
    let host = Host(name: "h")
    let files = FileSystem(root: Disk(name: "root", tree: StandardSystem.debian))
    do throws(FileError) {
      try files.mount(Disk(name: "small", capacity: 10), at: "/data")
    } catch {
      Issue.record("mount: \(error.text)")
    }
    let space = ProcessSpace(world: world, host: host, fileSystem: files)
    let output = TextSink(world: world)
    let shell = ConsoleShell(
      space: space, environment: ["PATH": "/bin"], workingDirectory: "/data", terminal: output)
    var status: Int32?
    shell.run("echo 123456789 > f; echo more > g; seq 100 > h; cp f k; dd") { status = $0 }
    while status == nil, world.step() {}
    #expect(
      output.take() == """
        bash: echo: write error: No space left on device
        seq: write error: No space left on device
        cp: error writing 'k': No space left on device
        bash: dd: command not found

        """)
  }

  @Test func readOnlyMountsRefuseWrites() {
    let run = ScriptRun()
    do throws(FileError) {
      try run.space.fileSystem.mount(
        Disk(name: "config", tree: FileTree()), at: "/etc/config", isReadOnly: true)
    } catch {
      Issue.record("mount: \(error.text)")
    }
    let result = run.bash("echo x > /etc/config/a; touch /etc/config/b; mkdir /etc/config/c")
    #expect(
      result.errors == """
        bash: line 1: /etc/config/a: Read-only file system
        touch: cannot touch '/etc/config/b': Read-only file system
        mkdir: cannot create directory '/etc/config/c': Read-only file system

        """)
  }

  @Test(
    arguments: [
      ("ls -Z", "ls: -Z is not supported here\n", 2),
      (
        "ls --nosuch",
        "ls: unrecognized option '--nosuch'\nTry 'ls --help' for more information.\n", 2
      ),
      (
        "grep -k x",
        "grep: invalid option -- 'k'\nUsage: grep [OPTION]... PATTERNS [FILE]...\n"
          + "Try 'grep --help' for more information.\n", 2
      ),
      ("cut --complement -f1", "cut: --complement is not supported here\n", 1),
      (
        "sort --lines=x",
        "sort: unrecognized option '--lines=x'\nTry 'sort --help' for more information.\n", 2
      ),
      (
        "head -n",
        "head: option requires an argument -- 'n'\nTry 'head --help' for more information.\n", 1
      ),
      ("awk 'BEGIN { getline x }'", "awk: getline is not supported here\n", 2),
      ("awk '{ print > \"f\" }'", "awk: redirections are not supported here\n", 2),
      ("awk 'function f(x) { return x }'", "awk: function is not supported here\n", 2),
      ("awk '{ print $1'", "awk: syntax error at or near end of line\n", 2),
      (
        "sed 'N;s/a/b/'", "sed: -e expression #1, char 1: the command `N' is not supported here\n",
        1
      ),
      ("alias x=y", "bash: line 1: alias: aliases are not supported here\n", 2),
      ("jobs", "bash: line 1: jobs: job control is not supported here\n", 2),
      ("mapfile x", "bash: line 1: mapfile: arrays are not supported here\n", 2),
      ("x=(1 2)", "bash: -c: line 1: arrays are not supported here\n", 2),
      ("declare -a x", "bash: line 1: declare: arrays are not supported here\n", 2),
      ("find . -exec ls", "find: -exec is not supported here\n", 1),
      (
        "awk '{ RS = \";\" }' <<< a",
        "awk: changing RS while lines are read is not supported here\n", 2
      ),
      (
        "awk 'BEGIN { ARGV[1] = \"f\" }'", "awk: changing ARGC or ARGV is not supported here\n", 2
      ),
      (
        "awk -F: -v RS= '{ print $1 }' <<< a",
        "awk: RS=\"\" together with FS is not supported here\n", 2
      ),
      (
        "umask 077",
        "bash: line 1: umask: 077: masks other than 0022 are not supported here; use chmod\n", 2
      ),
      (
        "ps aux",
        "ps: the columns of 'aux' (processor time, memory) are not simulated here; use ps -ef\n", 1
      ),
      ("ps ax", "ps: 'ax' is not supported here; use ps -e or ps -ef\n", 1),
      ("grep --color=always x", "grep: --color=always is not supported here\n", 2),
      ("ls --color", "ls: --color is not supported here\n", 2),
      ("printf '%(%Q)T'", "bash: line 1: printf: %(%Q)T is not supported here\n", 1),
      ("jq .", "bash: line 1: jq: command not found\n", 127),
      (
        "grep '\\(a\\)\\1' /dev/null", "grep: back-references in patterns are not supported here\n",
        2
      ),
      ("curl https://x", "curl: (35) TLS is not supported here\n", 35),
    ] as [(String, String, Int32)])
  func whatIsNotSupportedIsNamed(_ script: String, _ errors: String, _ status: Int32) {
    let result = bash(script)
    #expect(result.errors == errors)
    #expect(result.status == status)
  }

  @Test(
    arguments: [
      ("nosuch", "sh: nosuch: not found\n", 127),
      ("./nosuch", "sh: ./nosuch: not found\n", 127),
      ("cat nosuch", "cat: can't open 'nosuch': No such file or directory\n", 1),
      ("ls nosuch", "ls: nosuch: No such file or directory\n", 1),
      ("rm nosuch", "rm: can't remove 'nosuch': No such file or directory\n", 1),
      ("mkdir a/b", "mkdir: can't create directory 'a/b': No such file or directory\n", 1),
      ("cd nosuch", "sh: cd: can't cd to nosuch: No such file or directory\n", 1),
      ("echo x > a/b", "sh: can't create a/b: nonexistent directory\n", 1),
      ("cat < nosuch", "sh: can't open nosuch: no such file\n", 1),
      ("if", "sh: syntax error: unexpected end of file\n", 2),
      ("done", "sh: syntax error: unexpected \"done\"\n", 2),
      ("set -u; echo $x", "sh: x: parameter not set\n", 2),
      ("readonly r=1; r=2", "sh: r: is read only\n", 1),
      ("touch f; ./f", "sh: ./f: Permission denied\n", 126),
    ] as [(String, String, Int32)])
  func busyboxHasItsOwnWords(_ script: String, _ errors: String, _ status: Int32) {
    let result = ScriptRun(busybox: true).run(["sh", "-c", script, "sh"])
    #expect(result.errors == errors)
    #expect(result.status == status)
  }

  @Test func wcInBusyboxHasItsOwnColumns() {
    let run = ScriptRun(busybox: true)
    #expect(
      run.run(["sh", "-c", "printf 'a b\\n' > f; wc f; wc -l f; wc -l < f"]).output
        == "        1         2         4 f\n1 f\n1\n")
  }

  @Test func scriptsNameTheirInterpreter() {
    let run = ScriptRun(files: [
      ("a.sh", "#!/bin/sh -e\necho $0 $1\nfalse\necho no\n"), ("b.sh", "echo plain $#\n"),
      ("c.sh", "#!/bin/cat\ntext\n"),
    ])
    #expect(
      run.bash(
        "chmod +x *.sh; ./a.sh x; echo $?; ./b.sh 1 2; ./c.sh; sh < b.sh; echo 'echo in' | sh -s"
      )
      .output == "./a.sh x\n1\nplain 2\n#!/bin/cat\ntext\nplain 0\nin\n")
  }

  @Test func shellOptionsCanBeGivenAtTheStart() {
    let run = ScriptRun()
    #expect(run.run(["bash", "-ec", "false; echo no"]).status == 1)
    #expect(run.run(["bash", "-euo", "pipefail", "-c", "false | true; echo no"]).status == 1)
    #expect(run.run(["bash", "-x", "-c", "echo a"]).errors == "+ echo a\n")
    #expect(run.run(["bash", "-n", "-c", "echo a; done"]).status == 2)
    #expect(run.run(["bash", "-c", "echo $0 $1 $#", "name", "x", "y"]).output == "name x 2\n")
    #expect(run.run(["bash", "-c"]).errors == "bash: -c: option requires an argument\n")
    #expect(
      run.run(["bash", "nosuch.sh"]).errors == "bash: nosuch.sh: No such file or directory\n")
    #expect(run.run(["bash", "nosuch.sh"]).status == 127)
    #expect(
      run.run(["sh", "-c", "nosuch; ./s; set -Z"]).errors.contains("sh: nosuch: not found\n"))
  }

  @Test func manyFilesAreListedAndFound() {
    let run = ScriptRun()
    let result = run.bash(
      "for i in $(seq 300); do echo $i > f$i; done; ls | wc -l; cat f* | sort -n | tail -1; "
        + "grep -l 77 f* | wc -l; find . -name 'f1*' | wc -l; rm f*; ls | wc -l")
    #expect(result.output == "300\n300\n3\n111\n0\n")
  }

  @Test func theSystemsHaveWhatTheyShould() {
    let debian = FileSystem(root: Disk(name: "d", tree: StandardSystem.debian))
    let busybox = FileSystem(root: Disk(name: "b", tree: StandardSystem.busybox))
    for path in [
      "/bin/bash", "/bin/sh", "/usr/bin/grep", "/usr/bin/curl", "/etc/passwd", "/dev/null",
    ] {
      #expect(debian.exists(path), "\(path)")
    }
    #expect(!debian.exists("/usr/bin/nslookup") && debian.isDirectory("/tmp"))
    for path in ["/bin/sh", "/bin/wget", "/bin/nslookup", "/bin/[", "/etc/hosts"] {
      #expect(busybox.exists(path), "\(path)")
    }
    #expect(!busybox.exists("/bin/bash") && !busybox.exists("/bin/curl"))
    #expect(StandardSystem.commandNames.contains("awk"))
  }
}
