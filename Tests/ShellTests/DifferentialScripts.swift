/// Scripts that a real bash must treat in the same way: output, messages and status.
enum DifferentialScripts {
  static let all =
    words + expansions + control + redirections + failures + commands
    + scripts + tabbed + tools

  /// Scripts are kept apart by lines of dashes.
  static func split(_ text: String) -> [String] {
    var scripts: [String] = []
    var script = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "----" {
        scripts.append(script)
        script = ""
      } else {
        script += (script.isEmpty ? "" : "\n") + line
      }
    }
    return scripts + [script]
  }

  static let words = split(
    #"""
    echo hello
    ----
    echo "a b"   c
    ----
    echo 'a $x' "b $x" c\ d
    ----
    x=1; echo $x ${x} "$x" '$x'
    ----
    echo a#b #c
    ----
    echo $'a\tb\n' | cat
    ----
    x="a  b"; echo $x; echo "$x"
    ----
    x="a:b::c"; IFS=:; echo $x; set -- $x; echo $#
    ----
    IFS=,; x="a , b"; set -- $x; echo "$# <$1> <$2>"
    ----
    x=; set -- $x "$x" ''; echo $#
    ----
    set -- a "b c" d; for i in "$@"; do echo "<$i>"; done
    ----
    set -- a "b c" d; for i in $@; do echo "<$i>"; done
    ----
    set -- a "b c" d; for i in "$*"; do echo "<$i>"; done
    ----
    set -- a b; IFS=-; echo "$*" $*
    ----
    set --; for i in "$@"; do echo no; done; echo end
    ----
    set -- 1 2 3; echo "x$@y"
    ----
    echo {a,b,c}{1,2} x{1..5} {05..07} {a..c} {3..1} {a} {} '{a,b}'
    ----
    echo "{a,b}" a{b,c{d,e}}f {1..10..3} {,x}
    ----
    x=abc; echo {$x,y}
    ----
    echo ~ ~/x "~"
    ----
    x=~/y; echo $x
    ----
    echo a\
    b
    ----
    x='a*b'; echo "$x" $x
    ----
    touch a.txt b.txt c.log; echo *.txt *; echo [ab].* [!a]*.txt ?.log; echo '*' \*
    ----
    mkdir d; touch d/x d/y .h; echo d/* */x .h* *
    ----
    echo no*match
    ----
    set -f; touch a; echo *
    ----
    echo `echo hi` "`echo "a b"`"
    ----
    echo $(echo a; echo b) "$(echo a; echo b)"
    ----
    echo "$(echo "$(echo "x y")")"
    ----
    x=$(printf 'a\n\n\n'); echo "<$x>"
    ----
    echo $(( 1 + 2 * 3 )) $((7/2)) $((7%3)) $((-7/2)) $((2**10)) $((1<<4))
    ----
    x=5; echo $((x+1)) $((x++)) $x $((++x)) $((x+=3)) $x
    ----
    echo $((1<2)) $((2<=1)) $((1==1)) $((1!=1)) $((!0)) $((~0)) $((5&3|8^1))
    ----
    echo $((1?2:3)) $((0?2:3)) $((1&&0)) $((1||0)) $((0x1f)) $((010)) $((2#101))
    ----
    echo $(( (1+2)*3 )) $((9223372036854775807+1))
    ----
    x=3 y=x; echo $((y*2))
    ----
    echo $((1,2))
    ----
    a=1; ((a+=2)); echo $a $?; ((0)); echo $?
    ----
    echo "${x-d} ${x:-d} ${y:=e} $y ${x+s} ${y:+t}"
    ----
    x=; echo "${x-d}|${x:-d}|${x+s}|${x:+t}"
    ----
    echo ${x:-a b} "${x:-a b}" ${x:-"a  b"} ${x:-$(echo z)}
    ----
    x=path/to/file.tar.gz; echo ${x#*/} ${x##*/} ${x%.*} ${x%%.*} ${#x}
    ----
    x=web-12; echo ${x##*-} ${x%-*} ${x#web}
    ----
    x='*a'; echo "${x#'*'}" "${x#\*}"
    ----
    x=abcdef; echo ${x:2} ${x:1:3} ${x: -2} ${x:0:-1}
    ----
    x=abcabc; echo ${x/b/X} ${x//b/X} ${x/#a/X} ${x/%c/X} ${x//b}
    ----
    x=hello; echo ${x^} ${x^^}; y=WORLD; echo ${y,} ${y,,}
    ----
    x=y; y=5; echo ${!x}
    ----
    x=Trường; echo ${#x}
    ----
    echo "a'b" 'a"b' "a\"b" "\$x \\ \a"
    ----
    echo "line1
    line2"
    ----
    x=1 y=2; echo "$x$y${x}y"
    ----
    readonly r=1; echo $r
    ----
    x=a; x+=b; echo $x
    """#)

  static let expansions = split(
    #"""
    [[ abc == a* ]] && echo yes; [[ abc == "a*" ]] || echo no
    ----
    [[ web-12 =~ -([0-9]+)$ ]] && echo ${BASH_REMATCH[1]} "${BASH_REMATCH[0]}" ${#BASH_REMATCH[@]}
    ----
    [[ web =~ -([0-9]+)$ ]] || echo none
    ----
    [[ -n a && -z "" ]] && echo both; [[ -n "" || -n b ]] && echo either; [[ ! -n "" ]] && echo not
    ----
    [[ ( 1 -lt 2 || 1 -gt 2 ) && 3 -eq 3 ]] && echo yes
    ----
    touch f; mkdir d; [[ -f f && -d d && ! -e g ]] && echo yes
    ----
    [[ a < b ]] && echo less; [[ b > a ]] && echo more
    ----
    [[ $(ls) ]] && echo some || echo none
    ----
    touch x; [[ $(ls) ]] && echo some || echo none
    ----
    x="a b"; [[ $x == "a b" ]] && echo same
    ----
    p='a.c'; [[ abc =~ $p ]] && echo re; [[ abc =~ "$p" ]] || echo literal
    ----
    test a = a && echo 1; test a != a || echo 2; [ 1 -lt 2 ] && echo 3; [ -z "" ] && echo 4
    ----
    [ a = a -a b = b ] && echo 1; [ a = b -o b = b ] && echo 2; [ ! a = b ] && echo 3
    ----
    [ "" ] || echo empty; [ x ] && echo x; [ ! x ] || echo no
    ----
    [ -f nofile ]; echo $?; [ a -eq 1 ]; echo $?
    ----
    printf '%s-%s\n' a b c d
    ----
    printf '%5d|%-5s|%05d|%x|%o|%c|%%\n' 42 ab 42 255 8 xyz
    ----
    printf '%s\n' "a b" c; printf 'no newline'
    ----
    printf '%b' 'a\tb\n'; printf '\x41\101\n'
    ----
    printf '%.2f %5.1f\n' 3.14159 2.54
    ----
    printf '%d\n' 0x10 010 "'a"; printf '[%q]\n' 'a b'
    ----
    printf '%s\n'; printf '%d\n'
    ----
    printf -v x '%03d' 7; echo $x
    ----
    echo -n a; echo -e 'b\tc'; echo -E 'd\te'; echo -- x
    ----
    eval 'x=1; echo $x'; eval echo '$x'
    ----
    export A=1; bash -c 'echo $A'; B=2 bash -c 'echo $B'; echo "[$B]"
    ----
    A=1; export A; unset A; bash -c 'echo "[$A]"'
    ----
    x=1; f() { local x=2; echo $x; }; f; echo $x
    ----
    f() { echo "$# $1 $2"; return 3; }; f a b; echo $?
    ----
    f() { echo in; return; echo no; }; false; f; echo $?
    ----
    f() { for i in 1 2; do return 5; done; }; f; echo $?
    ----
    function g { echo g; }; g; h() ( x=5; echo $x ); h; echo "[$x]"
    ----
    fact() { if [ $1 -le 1 ]; then echo 1; else echo $(( $1 * $(fact $(($1-1))) )); fi; }; fact 6
    ----
    x=1; (x=2; echo $x); echo $x; { x=3; }; echo $x
    ----
    x=1; echo a | { read y; x=$y; }; echo $x
    ----
    echo "$0 $# $?"; set -- a b c; shift; echo $1 $#; shift 2; echo $#; shift; echo $?
    ----
    set -- a b c d e f g h i j k; echo ${10} ${11} $10
    ----
    command -v echo; command -v if; command -v nosuch; echo $?; type echo; type if
    ----
    true; echo $?; false; echo $?; ! true; echo $?; ! false; echo $?
    ----
    x=5; unset x; echo "[$x]"; unset -v y; echo $?
    """#)

  static let control = split(
    #"""
    if true; then echo a; else echo b; fi; if false; then echo a; elif true; then echo c; fi
    ----
    if false; then echo a; fi; echo $?
    ----
    for i in 1 2 3; do echo $i; done; echo $i
    ----
    for i in; do echo no; done; for i in a
    do echo $i
    done
    ----
    i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo $i; done
    ----
    i=0; until [ $i -ge 3 ]; do i=$((i+1)); done; echo $i
    ----
    for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done
    ----
    for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done
    ----
    for i in 1 2; do for j in a b; do break 2; done; done; echo $i $j
    ----
    case abc in a*) echo 1;; *) echo 2;; esac; case x in y) echo no;; esac; echo $?
    ----
    case "$(echo b)" in a|b) echo ab;; esac; case a in (a) echo paren;; esac
    ----
    case a in a) echo 1;& b) echo 2;; c) echo 3;; esac
    ----
    case '*' in '*') echo star;; esac; case x in "*") echo no;; *) echo any;; esac
    ----
    true && echo a || echo b; false && echo a || echo b; false || false && echo c; echo $?
    ----
    true && false || echo x; true || echo y && echo z
    ----
    echo a; echo b & wait; echo c
    ----
    (exit 3); echo $?; (exit 300); echo $?
    ----
    sleep 0.01 & wait $!; echo $?; (exit 7) & wait $!; echo $?
    ----
    seq 1 5 | while read n; do echo "n=$n"; done
    ----
    printf 'a b c\nd e\n' | while read x y; do echo "$x|$y"; done
    ----
    printf 'a\\b\n' | { read x; echo "$x"; }; printf 'a\\b\n' | { read -r x; echo "$x"; }
    ----
    printf '  a b  \n' | { read x; echo "<$x>"; }; printf '  a b  \n' | { IFS= read x; echo "<$x>"; }
    ----
    printf 'a:b:c\n' | { IFS=: read x y; echo "$x $y"; }; printf 'no newline' | { read x; echo "$? $x"; }
    ----
    echo 1 2 3 | { read -r a b; echo "$b-$a"; }
    ----
    set -e; false; echo no
    ----
    set -e; if false; then :; fi; false || true; ! true; echo yes; (false); echo no
    ----
    set -e; f() { false; echo in; }; f || echo or; f; echo no
    ----
    set -e; x=$(false); echo no
    ----
    set -e; echo $(false) a; false | true; echo b
    ----
    set -eo pipefail; true | true; echo a; false | true; echo no
    ----
    set -o pipefail; false | true; echo $?; true | false | true; echo $?
    ----
    false | true; echo $? ${PIPESTATUS[0]} ${PIPESTATUS[1]}
    ----
    set -x; echo a 'b c'; x=1; [[ -n a ]]; for i in 1; do :; done; set +x
    ----
    set -x; echo $(echo in)
    ----
    set -u; echo ${x:-ok}; x=1; echo $x
    ----
    trap 'echo bye' EXIT; echo hi
    ----
    trap 'echo bye' EXIT; exit 3
    ----
    trap 'echo bye; exit 4' EXIT; exit 3
    ----
    (trap 'echo sub' EXIT); echo main
    ----
    exec echo replaced; echo no
    ----
    while true; do echo x; done | head -2
    ----
    yes | head -3
    ----
    for i in 1 2 3; do echo $i; done | (read a; read b; echo "$b")
    ----
    for i in a b; do echo $i; done > out; cat out; while read l; do echo "[$l]"; done < out
    ----
    if echo a | grep -q a; then echo found; fi
    ----
    { echo a; echo b; } | sort -r; (echo c; echo d) | tail -1
    ----
    exit 300
    ----
    exit
    ----
    false; exit
    ----
    f() { echo $FUNC; }; FUNC=x f; echo "[$FUNC]"
    ----
    x=outer; f() { x=inner; }; f; echo $x
    ----
    echo 'echo sourced $1; y=7; return 4; echo no' > s.sh; . ./s.sh arg; echo $? $y
    ----
    cat > t.sh <<'EOF'
    #!/bin/bash
    echo "script $1 $#"
    exit 6
    EOF
    chmod +x t.sh; ./t.sh a b; echo $?
    ----
    while :; do break; done; echo $?; until :; do :; done; echo $?
    """#)

  static let redirections = split(
    #"""
    echo a > f; echo b >> f; cat f; cat < f
    ----
    cat <<EOF
    x=$((1+1)) $HOME `echo b`
    \$y "q"
    EOF
    ----
    x=v; cat <<'EOF'
    $x `no`
    EOF
    ----
    cat <<A; cat <<B
    one
    A
    two
    B
    ----
    x="a b"; cat <<< "$x"; cat <<< $x; read y <<< "in"; echo $y
    ----
    ls nosuch 2>/dev/null; echo $?; ls nosuch > out 2>&1; cat out
    ----
    echo err >&2; echo both &> f; cat f; { echo o; echo e >&2; } > g 2>&1; cat g
    ----
    { echo o; echo e >&2; } 2>&1 >/dev/null | cat
    ----
    echo a 1>&2 2>/dev/null
    ----
    exec 3> f; echo three >&3; exec 3>&-; cat f
    ----
    exec > f; echo to file; cat f >&2
    ----
    echo x > nodir/f; echo $?
    ----
    cat < nofile; echo $?
    ----
    echo x > .; echo $?
    ----
    > empty; ls empty; wc -c < empty
    ----
    echo a > "a b"; cat "a b"; x="a b"; cat "$x"
    ----
    cat f 2>&1 | cat
    ----
    (echo a; echo b >&2) 2> e | cat; cat e
    ----
    while read x; do echo "$x"; done <<EOF
    1
    2
    EOF
    ----
    echo "$(cat <<EOF
    inner
    EOF
    )"
    ----
    f() { cat; }; echo piped | f; f <<< here
    ----
    echo a | tee f | tr a b; cat f
    ----
    echo a |& cat; ls nosuch |& cat
    """#)

  static let failures = split(
    #"""
    nosuchcommand; echo $?
    ----
    ./nosuch; echo $?
    ----
    touch f; ./f; echo $?; mkdir d; ./d; echo $?
    ----
    echo a; if; then
    ----
    echo "unclosed
    ----
    done
    ----
    echo a | | b
    ----
    a ;; b
    ----
    if true; then
    ----
    ( echo a
    ----
    && x
    ----
    echo )
    ----
    cd nosuch; echo $?
    ----
    echo $((1/0)); echo no
    ----
    echo $((1+)); echo no
    ----
    set -u; echo $nope; echo no
    ----
    echo ${x:?}; echo no
    ----
    echo ${x?is missing}; echo no
    ----
    readonly r=1; r=2; echo no
    ----
    readonly r=1; unset r; echo $?
    ----
    export 1x=2; echo $?; unset 1; echo $?
    ----
    return 3; echo $?
    ----
    break; echo $?
    ----
    f() { echo a; }; f | cat; unset -f f; f; echo $?
    ----
    shift 5; echo $?; set -- a; shift 2; echo $? $1
    ----
    [ a b ]; echo $?; [ 1 -eq x ]; echo $?; [ a; echo $?
    ----
    test -q x; echo $?
    ----
    kill 999999; echo $?; kill -NOSUCH 1; echo $?
    ----
    wait 999999; echo $?
    ----
    cd a b; echo $?
    ----
    exit abc
    ----
    . ./nosuch.sh; echo $?
    ----
    command nosuch; echo $?
    ----
    exec nosuch; echo no
    ----
    printf '%d\n' abc; echo $?
    ----
    printf; echo $?
    ----
    trap x NOSUCH; echo $?
    ----
    read 1x; echo $?
    ----
    type nosuch; echo $?
    ----
    set -Q; echo $?
    ----
    unset -q; echo $?
    ----
    x=1; $x; echo $?
    ----
    "" ; echo $?
    ----
    echo a; $(true); echo $?; $(false); echo $?
    """#)

  static let commands = split(
    #"""
    seq 3; seq 2 4; seq 1 2 7; seq 5 -1 3; seq -s, 3; seq -w 8 10; seq 0.5 0.5 2
    ----
    printf 'b\na\nc\na\n' > f; sort f; sort -r f; sort -u f; sort f | uniq -c; sort f | uniq -d; sort f | uniq -u
    ----
    printf '10 x\n9 y\n100 z\n' > f; sort f; sort -n f; sort -k2 -r f; sort -rn f; sort -k1,1n f
    ----
    printf 'a:3\nb:1\nc:2\n' | sort -t: -k2,2n; printf 'v1.10\nv1.9\nv1.2\n' | sort -V; printf '1K\n2M\n512\n1G\n' | sort -h
    ----
    printf 'b 1\na 1\nc 0\n' | sort -k2,2n; printf 'b 1\na 1\nc 0\n' | sort -s -k2,2n; printf 'B\na\nC\n' | sort -f
    ----
    printf 'one\ntwo\nthree\n' > f; head -1 f; head -n 2 f; tail -1 f; tail -n 2 f; tail -n +2 f; head -c 5 f; echo; tail -c 4 f; head -n -1 f
    ----
    printf 'a\nb\n' > f; printf 'c\n' > g; head f g; tail -n 1 f g; cat f g; wc f g; wc -l f; wc -l < f; cat f | wc -l; cat f | wc
    ----
    printf 'hello world\nfoo bar\nHello again\n' > f; grep o f; grep -i hello f; grep -v foo f; grep -c o f; grep -n bar f; grep -o 'o[^ ]*' f; grep -w foo f; grep -x 'foo bar' f
    ----
    printf 'a\nb\nc\nd\ne\n' > f; grep -A1 b f; grep -B1 d f; grep -C1 c f; grep -A1 -e a -e e f; grep -n -A1 b f; grep -m1 '[bc]' f
    ----
    printf 'a.b\naxb\n' > f; grep 'a.b' f; grep -F 'a.b' f; grep 'a\.b' f; grep -E '^(a.b|x)$' f; grep -q zzz f; echo $?; grep x nofile f; echo $?
    ----
    printf 'x\n' > f; printf 'x\ny\n' > g; grep x f g; grep -h x f g; grep -l y f g; grep -L y f g; grep -c x f g; grep -H x f; mkdir d; cp f d; grep -r x d; grep x d; echo $?
    ----
    echo abc | grep -E 'a{1}b+c?'; echo aab | grep 'a\{2\}b'; echo 'a+b' | grep 'a+b'; echo aab | grep 'a\+b'; echo ab | grep -E 'a|z'; echo 'a|z' | grep 'a|z'; echo az | grep 'x\|z'
    ----
    grep; echo $?; grep -k x; echo $?; grep '[' /dev/null; echo $?; grep -E '(' /dev/null; echo $?; grep 'a\{1' /dev/null; echo $?
    ----
    echo 'foo bar foo' | sed 's/foo/X/'; echo 'foo bar foo' | sed 's/foo/X/g'; echo 'foo bar foo' | sed 's/foo/X/2'; echo 'a/b' | sed 's|/|-|'; echo abc | sed -E 's/(a)(b)/\2\1/'; echo abc | sed 's/\(a\)b/[\1&]/'
    ----
    printf '1\n2\n3\n4\n5\n' > f; sed 2d f; sed -n 2p f; sed -n '2,4p' f; sed '$d' f; sed -n '$p' f; sed '/3/d' f; sed -n '/2/,/4/p' f; sed 3q f; sed '2,3s/^/x/' f; sed -n '2!p' f; sed -n '1~2p' f; sed '2,$d' f
    ----
    printf 'a\nb\n' > f; sed 'a after' f; sed 'i before' f; sed '2c changed' f; sed -e 's/a/1/' -e 's/b/2/' f; sed 's/a/1/;s/b/2/' f; sed y/ab/xy/ f; sed = f; sed -i s/a/z/ f; cat f; sed -n '/b/{s/b/c/;p}' f; sed 's/x*/-/g' f
    ----
    true; sed 's/a' < /dev/null; echo $?; sed k < /dev/null; echo $?; sed p nofile; echo $?; echo a | sed 's/a/b/z'; echo $?
    ----
    echo hello | tr a-z A-Z; echo hello | tr -d l; echo 'a  b' | tr -s ' '; echo abc | tr abc x; echo 'a1b2' | tr -cd '0-9\n'; echo hello | tr '[:lower:]' '[:upper:]'; echo a:b | tr : '\n'; echo aabb | tr -s ab
    ----
    echo a:b:c | cut -d: -f2; echo a:b:c | cut -d: -f1,3; echo a:b:c | cut -d: -f2-; echo abcdef | cut -c2-4; echo abc | cut -d: -f1; echo abc | cut -s -d: -f1; printf 'a\tb\n' | cut -f2; cut; echo $?; echo a | cut -f 0; echo $?
    ----
    echo abc | rev; printf '1\n2\n3\n' | tac; printf 'a\n\nb\n' | nl; printf 'a\n\nb\n' | cat -n; printf 'a\n\n\nb\n' | cat -s; printf 'a\tb\n' | cat -A; printf 'a\n\nb\n' | cat -b
    ----
    printf 'a\nb\nc\n' > f; printf '1\n2\n' > g; paste f g; paste -d, f g; paste -s f; paste -sd+ f; printf 'a\nb\nc\nd\n' | paste - -
    ----
    printf 'a b\nc d\n' | xargs echo; printf 'a b c' | xargs -n1 echo x; printf 'a\nb\n' | xargs -I{} echo '<{}>'; xargs echo none < /dev/null; xargs -r echo none < /dev/null; echo "'a b' c" | xargs -n1 echo; echo x | xargs false; echo $?; echo x | xargs nosuch; echo $?
    ----
    mkdir a; mkdir a; echo $?; mkdir -p a/b/c; mkdir x/y; echo $?; touch a/f; ls a; ls -a a; ls -1 a/b; ls -d a; ls nosuch; echo $?; rm a; echo $?; rm nosuch; echo $?; rm -f nosuch; echo $?; rm -r a; ls; rmdir nosuch; echo $?
    ----
    echo 1 > f; cp f g; cat g; mv g h; ls; cp nosuch x; echo $?; mv nosuch x; echo $?; mkdir d; cp f h d; ls d; cp d e; echo $?; cp -r d e; ls e; mv d e; ls e; cp f f; echo $?; cp f h nosuch; echo $?; cp; echo $?; cp f; echo $?
    ----
    ln -s f l; echo 1 > f; cat l; readlink l; ls; ln -s f l; echo $?; ln -sf g l; readlink l; cat l; rm l; ls; mkdir d; ln -s ../f d/l; cat d/l; mkdir e; rmdir e d; echo $?
    ----
    mkdir -p d/e; touch d/a.txt d/e/b.txt d/.h; find d | sort; find d -name '*.txt' | sort; find d -type d | sort; find d -maxdepth 1 -type f | sort; find d -type f ! -name '*.txt'; find nosuch; echo $?; find . -empty -type f | sort
    ----
    basename /a/b.txt; basename /a/b.txt .txt; dirname /a/b/c; dirname a; dirname /; basename /; basename a/; dirname a/b/; basename; echo $?
    ----
    echo a > f; echo b > g; diff f g; echo $?; diff f f; echo $?; printf '1\n2\n3\n' > a; printf '1\n3\n4\n' > b; diff a b; diff -u a b | tail -n +3; diff -q a b; cmp f g; cmp f f; echo $?; diff f nosuch; echo $?; printf x > n; diff f n
    ----
    printf '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n' > a; sed '5d;9s/9/nine/' a > b; diff a b; diff -u a b | tail -n +3; diff -U1 a b | tail -n +3; diff b a
    ----
    echo hello | md5sum; echo hello | sha256sum; echo hello | sha1sum; echo hello > f; md5sum f; md5sum f > s; md5sum -c s; echo x > f; md5sum -c s; echo $?; printf '' | md5sum; seq 100 | sha256sum; seq 100 | md5sum
    ----
    echo 'hello world' | base64; echo aGVsbG8K | base64 -d; seq 40 | base64; seq 40 | base64 -w0; echo; printf ab | base64; printf a | base64 | base64 -d; echo '!!' | base64 -d; echo $?
    ----
    env -i A=1 env; env A=2 printenv A; printenv NOSUCH; echo $?; env -u HOME printenv HOME; echo $?; env nosuch; echo $?
    ----
    timeout 1 echo hi; timeout 0.05 sleep 3; echo $?; timeout; echo $?; timeout x true; echo $?; timeout 1 nosuch; echo $?
    ----
    sleep x; echo $?; sleep; echo $?; sleep 0; echo $?
    ----
    seq; echo $?; seq a; echo $?; seq 1 0 2; echo $?; head -n x; echo $?; head nosuch; echo $?; tail nosuch; echo $?; sort nosuch; echo $?; wc nosuch; echo $?; cat nosuch; echo $?; cat -Z; echo $?; uniq nosuch; echo $?; touch; echo $?; tr; echo $?; tr a; echo $?
    ----
    echo a | tee f g > h; cat f g h; echo b | tee -a f; cat f; tee nodir/x < /dev/null; echo $?
    ----
    yes | head -2; yes no | head -1; yes a b | sed 2q; seq 100000 | head -1; seq 5 | tail -n 2 | head -1; cat /dev/null; seq 10 | sed -n '3{p;q}'
    ----
    printf 'x' | cat; printf 'x' | sed s/x/y/; printf 'x' | grep x; printf 'b\na' | sort; printf 'x' | tr x y; printf 'x\ny' | wc -l; printf 'a b' | while read l; do echo "$l"; done; printf 'x' | tail -1; printf 'x' | head -1
    ----
    echo "a,b;c" | tr ',;' '\n\n' | sort -r | head -2 | paste -sd' '
    ----
    [ a -nt b ]; echo $?; /bin/echo -n x; /usr/bin/printf '%s\n' y; /usr/bin/test 1 -eq 1; echo $?; /usr/bin/[ 1 = 2 ]; echo $?
    ----
    which ls bash | wc -l; which nosuch; echo $?; command -v ls >/dev/null && echo found
    ----
    chmod +x nosuch; echo $?; echo 'echo run' > s; chmod 755 s; ./s; chmod -x s; ./s; echo $?; chmod zz s; echo $?; sh s
    ----
    awk '{print $1, $NF}' <<< 'a b c'; echo 'a:b:c' | awk -F: '{print $2}'; printf 'x 1\ny 2\n' | awk '$2 > 1'; printf 'x 1\ny 2\n' | awk 'NR==2 {print $1}'; printf 'a\nb\n' | awk '/b/'; awk 'BEGIN {print "hi"; print 1+2}'; printf '1\n2\n' | awk '{s+=$1} END {print s}'
    ----
    printf 'n s\nweb-0 Running\nweb-1 Pending\n' | awk '$2=="Running" {print $1}'; printf 'a b\n' | awk '{print NF, NR, $0}'; printf 'a b\n' | awk '{$1="x"; print}'; printf '3\n' | awk '{printf "%d-%s\n", $1*2, "q"}'; echo 'a b c' | awk '{for(i=1;i<=NF;i++) print i, $i}' ; echo x | awk '{print length($0), toupper($0), substr("hello",2,3)}'
    ----
    printf 'a 1\nb 2\na 3\n' | awk '{c[$1]+=$2} END {print c["a"], c["b"]}'; printf '1\n2\n3\n' | awk 'NR>1 && !/3/ {print "x" $1; next} {print "other"}'; awk -v x=5 'BEGIN {if (x > 3) print "big"; else print "small"}'; echo 'k=v' | awk -F= '{print $1 "->" $2}'; awk 'BEGIN {x = 7; while (x > 5) {print x; x--}}'; awk 'BEGIN {print 1/4, 10%3, 2^3, "a" < "b", 1==1.0}' ; echo abc | awk '{sub(/b/,"X"); print; gsub(/[ac]/,"-"); print}'
    """#)

  static let scripts = split(
    #"""
    x=$(seq 1 3); for i in $x; do echo "[$i]"; done
    ----
    for i in $(seq 1 1000); do echo $i; done | tail -1
    ----
    i=0; while [ $i -lt 500 ]; do i=$((i+1)); done; echo $i
    ----
    echo "a
    b" | while IFS= read -r line; do printf '%s;' "$line"; done; echo
    ----
    set -- -a b; while [ $# -gt 0 ]; do case $1 in -a) echo opt $2; shift;; *) echo arg $1;; esac; shift; done
    ----
    cat <<EOF | grep b
    a
    b
    EOF
    ----
    if ! grep -q zzz /dev/null; then echo none; fi; [ "$(echo x)" = x ] && echo eq
    ----
    result=$(false) || echo "failed: $?"; result=$(echo ok) && echo "$result"
    ----
    test -n "$UNSET" || echo empty; [ -z "$UNSET" -a 1 = 1 ] && echo both
    ----
    (echo a; exit 2) || echo "sub $?"; { false; } || echo "group $?"
    ----
    a=1; b=$a$((a+1))"$(echo 3)"; echo $b; echo "${b%3}x"
    ----
    echo one; { echo two; echo three; } > f; cat f; echo "$(< f)"
    ----
    echo $((10 > 5 ? 1 : 0)) $(( 3 == 3 && 2 < 1 ))
    ----
    ordinal=${HOSTNAME##*-}; HOSTNAME=mysql-2; [[ $HOSTNAME =~ -([0-9]+)$ ]] || exit 1; ordinal=${BASH_REMATCH[1]}; echo server-id=$((100 + $ordinal))
    ----
    set -ex; [[ mysql-0 =~ -([0-9]+)$ ]] || exit 1; ordinal=${BASH_REMATCH[1]}; echo [mysqld] > f; echo server-id=$((100 + $ordinal)) >> f; if [[ $ordinal -eq 0 ]]; then echo primary; else echo replica; fi; cat f
    ----
    set -ex; cd /tmp; [[ -d /nosuch ]] && exit 0; [[ `echo mysql-1` =~ -([0-9]+)$ ]] || exit 1; if [[ -f nope && "x$(cat nope)" != "x" ]]; then echo a; elif [[ -f other ]]; then echo b; fi; echo end
    ----
    x="one two"; set -- $x; echo "$1-$2"; set -- "$x"; echo $#
    ----
    echo ${#} ${##} $# "${#}"; set -- a b; echo $# ${#1}
    ----
    echo a{b c; echo {a..; echo }; echo {; echo a}b
    ----
    echo -e "a\nb" | sed -n '$='; echo abc | sed 's/b\(c\)/\1b/'; echo 'a.b' | sed 's/\./-/'; echo path | sed 's#^#/#'
    ----
    for f in *.none; do echo "$f"; done; for i in 1 2 3; do if [ $i -eq 2 ]; then continue; fi; echo $i; done
    ----
    x=5; until [ $x -eq 0 ]; do x=$((x-1)); [ $x -eq 2 ] && break; done; echo $x
    ----
    case "a b" in "a b") echo q;; esac; case ab in a?) echo one;; esac; case x1 in [xy][0-9]) echo set;; esac; case x in [!x]) echo n;; *) echo neg;; esac
    ----
    echo "$(echo "nested $(echo "deep $(echo deeper)")")"; echo `echo \`echo back\``
    ----
    f() { echo "$@"; }; f 'a  b' c; g() { f "$@"; }; g x 'y z'; h() { local a=$1 b; b=2; echo $a$b; }; h 1; echo "[$a$b]"
    ----
    sleep 0.02 & p=$!; kill -0 $p && echo running; wait $p; kill -0 $p 2>/dev/null || echo gone
    ----
    { sleep 1; echo late; } & { sleep 0.01; echo early; } & wait; echo done
    ----
    true && { echo yes; } || { echo no; }; false; echo "$?" "$?"
    ----
    command echo hi; command -v nosuch || echo missing; type -t echo 2>/dev/null; true
    ----
    unset x; echo ${x:=def} $x; : ${y:=z}; echo $y; echo "${z:-"quoted  default"}"
    ----
    echo a > f; while read -r l || [ -n "$l" ]; do echo "<$l>"; done < f; printf 'x' > g; while read -r l || [ -n "$l" ]; do echo "<$l>"; done < g
    ----
    exec 2>&1; nosuchcmd; echo $?
    ----
    echo 'a b  c' | { read -r x y; echo "$x,$y"; }; IFS=, read -r a b <<< "1,2,3"; echo "$a|$b"
    ----
    printf '%s %s\n' a; printf '%s\n' "$(printf 'x\ty')"; printf '%-10s|%3d%%\n' name 50; printf "%s\n" 'a\nb'; printf 'a\nb\n'
    ----
    echo "a" "b" | awk '{print $2 $1}'; ls -d /tmp; echo $(cat nofile 2>&1)
    ----
    x=abc; [[ $x = a* ]] && [[ ! $x = b* ]] && echo pat; [[ $x == *b* ]] && echo contains; [[ -z $y && -n $x ]] && echo ok
    ----
    if [[ "a" == "b" ]] ; then echo 1 ; elif (( 3 > 2 )) ; then echo 2 ; fi
    ----
    kubectl() { echo "k: $*"; }; kubectl get pods -o jsonpath='{.items[*].metadata.name}'; kubectl get pods -l 'a in (b,c)'
    ----
    echo $(for i in 1 2; do echo $i; done) | tr ' ' ','; echo "total: $(( $(echo 2) + 3 ))"
    ----
    a() { return 1; }; if a; then echo t; else echo f $?; fi; a && echo x; echo $?
    ----
    n=0; for i in 1 2 3; do n=$((n + i)); done; echo $n; echo $((n % 4)) $((n ** 2)) $((-n)) $((n--)) $n
    ----
    while true; do echo tick; sleep 0.01; done | head -n 3; echo ${PIPESTATUS[1]}
    ----
    echo end; exit 0; echo no
    ----
    trap 'echo cleanup' EXIT; (exit 5); false
    """#)

  /// Tabs would not survive in the texts above.
  static let tabbed = ["cat <<-EOF\n\ta\n\t\tb\n\tEOF\necho end"]
}
