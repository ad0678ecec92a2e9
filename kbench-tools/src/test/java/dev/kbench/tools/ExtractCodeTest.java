package dev.kbench.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractCodeTest {
    private static String extract(String text) {
        return PythonTools.extractCode(text);
    }

    @Test
    void takesTheFirstBlockOfPython() {
        assertThat(
                        extract(
                                """
                                Here it is:

                                ```python

                                def f():
                                    return 1

                                print(f())

                                ```
                                and another:
                                ```python
                                print(2)
                                ```
                                """))
                .isEqualTo("def f():\n    return 1\n\nprint(f())");
    }

    @Test
    void takesAllBlocksWhereAsked() {
        String answer = "```python\na = 1\n```\ntext\n```bash\nls\n```\n~~~py\nprint(a)\n~~~\n";
        assertThat(PythonTools.extractCode(answer, with -> with.allBlocks(true)))
                .isEqualTo("a = 1\n\nprint(a)");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                PythonTools.extractCode(
                                        answer, with -> with.allBlocks(true).allBlocks(false)))
                .withMessage("allBlocks was already set to true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Code:```python\na = 1\n```",
                "Here it is: ```py \na = 1\n```\nand ```python",
                "* ```python\n  a = 1\n  ```",
                "1. ```Python\n   a = 1\n   ```\n",
                "\ufeff```python\na = 1\n```",
                "```\nb = 2\n```\nIn Python: ```python\na = 1\n```"
            })
    void aBlockMayOpenAfterOtherWords(String answer) {
        assertThat(extract(answer)).isEqualTo("a = 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# goes into ```python\na = 1",
                "Say `` ```python ``",
                "a = 1  # ` and ```python\n```"
            })
    void whatOnlyLooksLikeABlockAfterOtherWordsIsNone(String code) {
        assertThat(extract(code)).doesNotStartWith("a = 1\n").isIn(code, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```python",
                "```Python",
                "```PYTHON",
                "```py",
                "```python3",
                "```py3",
                "``` python",
                "````python",
                "~~~python",
                "~~~~ python",
                "```python title=\"main.py\"",
                "```{.python .numberLines}",
                "```{python}",
                "```python:main.py",
                "```python3.11",
                "```ipython",
                "   ```python",
                "```",
                "~~~",
                "```markdown\n```python"
            })
    void knowsFencesOfEveryKind(String opening) {
        String closing =
                opening.strip()
                        .substring(0, opening.strip().lastIndexOf(opening.strip().charAt(0)) + 1);
        assertThat(
                        extract(
                                "Text\n%s\nprint(1)\n%s\nMore"
                                        .formatted(opening, closing.replaceAll("[^`~].*", ""))))
                .isEqualTo("print(1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  print(1)  \n",
                "```bash\nls\n```",
                "use `x = 1` here",
                "a ```python b```"
            })
    void leavesOtherTextsAsTheyAre(String text) {
        assertThat(extract(text)).isEqualTo(text);
    }

    @Test
    void pythonWinsOverBlocksWithoutAName() {
        assertThat(extract("```\n$ python main.py\n```\n```python\nprint(1)\n```"))
                .isEqualTo("print(1)");
    }

    @Test
    void aBlockThatIsNeverClosedEndsWithTheText() {
        assertThat(extract("Sure!\n```python\nprint(1)\nprint(2)")).isEqualTo("print(1)\nprint(2)");
    }

    @Test
    void windowsLineEndsAreLineEnds() {
        assertThat(extract("a\r\n```python\r\nx = 1\r\n\r\nprint(x)\r\n```\r\nb"))
                .isEqualTo("x = 1\n\nprint(x)");
        assertThat(extract("```python\rprint(1)\r```")).isEqualTo("print(1)");
    }

    @Test
    void blocksOfListsLoseTheirIndentation() {
        assertThat(
                        extract(
                                """
                                1. First:

                                   ```python
                                   if True:
                                       print(1)
                                   ```
                                """))
                .isEqualTo("if True:\n    print(1)");
    }

    @Test
    void aLongerFenceHoldsAShorterOne() {
        assertThat(extract("````python\ndoc = 1\n```\nx\n```\nprint(doc)\n````"))
                .isEqualTo("doc = 1\n```\nx\n```\nprint(doc)");
        assertThat(extract("````markdown\n# Title\n```python\nprint(1)\n```\n````"))
                .isEqualTo("print(1)");
    }

    @Test
    void aFenceInsideOfAStringEndsNothing() {
        String code = "text = \"\"\"\n```\nnot code\n```\n\"\"\"\nprint(text)  # it's ```";
        assertThat(extract("```python\n" + code + "\n```\nThat's it.")).isEqualTo(code);
        assertThat(extract("```python\nx = '''never closed\n```\nThat's it."))
                .isEqualTo("x = '''never closed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> ```python\n> if a:\n>     b()\n> ```\nThat was it.",
                ">```python\n>if a:\n>    b()\n>```",
                "So:\n   > > ~~~py\n> > if a:\n> >     b()\n> > ~~~",
                "> Here:\n>\n> ```python\n> if a:\n>     b()\n\nOutside of it.",
                "> ```\n> if a:\n>     b()\n> ```"
            })
    void blocksInQuotationsAreBlocks(String answer) {
        assertThat(extract(answer)).isEqualTo("if a:\n    b()");
    }

    @Test
    void aLineOfCodeThatLooksQuotedIsLeft() {
        assertThat(extract("```python\nx = (a\n> b)\n```")).isEqualTo("x = (a\n> b)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```pycon\n>>> for i in range(2):\n...     print(i)\n...\n0\n1\n>>> x = 1\n```",
                "```python\n\n>>> for i in range(2):\n...     print(i)\n...\n0\n1\n>>> x = 1\n```",
                "```\n  >>> for i in range(2):\n  ...     print(i)\n  ...\n  0\n  >>> x = 1\n```",
                "```ipython\nIn [1]: for i in range(2):\n   ...:     print(i)\n   ...:\n0\n\n"
                        + "In [12]: x = 1\n```"
            })
    void ofASessionWhatWasTypedIsTheCode(String answer) {
        assertThat(extract(answer)).isEqualTo("for i in range(2):\n    print(i)\n\nx = 1");
    }

    @Test
    void dotsAndAnglesOfCodeAreLeft() {
        String code = "def f():\n    ...\n\nx = [...]\n\"\"\"\n>>> f()\n\"\"\"";
        assertThat(extract("```python\n" + code + "\n```")).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```python\n```\nlike this:\n```python\nprint(1)\n```",
                "```python\n\n  \n```\n```\nprint(1)\n```",
                "```\n```\n```python\nprint(1)\n```",
                "```python\n```\nThen ```python\nprint(1)\n```"
            })
    void aBlockWithoutCodeIsPassedOver(String answer) {
        assertThat(extract(answer)).isEqualTo("print(1)");
    }

    @Test
    void nothingButABlockWithoutCodeIsNoCode() {
        assertThat(extract("I cannot:\n```python\n```\nSorry.")).isEmpty();
        assertThat(extract("```python\n\n```\n```bash\nls\n```")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>\n```python\ndraft()\n```\n</think>\n```python\nprint(1)\n```",
                "<think>```python\ndraft()\n```</think>So:\n```\nprint(1)\n```",
                "[THINK]\n```python\ndraft()\n```\n[/THINK]\n> ```py\n> print(1)\n> ```",
                "```python\ndraft()\n```\n</think>\n```python\nprint(1)\n```"
            })
    void codeOfThoughtsIsNotTakenWhereCodeFollows(String answer) {
        assertThat(extract(answer)).isEqualTo("print(1)");
        assertThat(PythonTools.extractCode(answer, with -> with.allBlocks(true)))
                .isEqualTo("print(1)");
    }

    @Test
    void codeOfThoughtsIsTakenWhereThereIsNoOther() {
        assertThat(extract("<think>\n```python\nprint(1)\n```\n</think>\nThat is it."))
                .isEqualTo("print(1)");
        assertThat(extract("<think>\n```python\nprint(1)\n```\nand")).isEqualTo("print(1)");
        assertThat(extract("```python\nprint('</think>')\n```")).isEqualTo("print('</think>')");
    }

    @Test
    void aTextWithoutBlocksIsTakenWithoutItsThoughts() {
        assertThat(extract("<think>hm</think>print(1)")).isEqualTo("print(1)");
        assertThat(extract("<think>hm</think>\n")).isEqualTo("<think>hm</think>\n");
    }

    @Test
    void aBlockInOneLineIsABlock() {
        assertThat(extract("```python print(1)```")).isEqualTo("print(1)");
    }

    @Test
    void hugeAndHostileTextsAreRead() {
        assertThat(extract("`".repeat(1 << 20))).hasSize(0);
        assertThat(extract("```python\n" + "x = 1\n".repeat(200_000) + "```")).hasSize(1_199_999);
        assertThat(extract("```python\n\ud800\u0000\u202e\n```")).isEqualTo("\ud800\u0000\u202e");
        assertThat(extract("```\n".repeat(10_001))).isEmpty();
        String quoted = ">".repeat(1 << 20) + "```python\n";
        assertThat(extract(quoted)).isEqualTo(quoted);
    }
}
