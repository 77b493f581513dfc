"""Given names and surnames counted over the persons of English Wikipedia; no person is kept, only how often a name part occurs."""

import functools
import re
from collections import Counter

from sources import name2nat, scowl

LEAST = 5
LATIN = re.compile(r"^[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+)*$")
SUFFIX = re.compile(r"^(?:Jr|Sr|Jnr|Snr|I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI)\.?$")
ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az|ul|ol|bin|ibn)[-‐]", re.IGNORECASE)
# Words that stand first in a title without being a given name.
TITLES = frozenset(
    "Sir Dame Lord Lady Prince Princess King Queen Emperor Empress Saint St Pope Bishop Archbishop Cardinal Sheikh Shaikh Sultan "
    "Maharaja Rani Raja Rajah Baron Baroness Count Countess Duke Duchess Earl Viscount Marquess Captain Colonel General Major "
    "Dr Mr Mrs Ms Miss Master Brother Sister Father Mother Rabbi Imam Mullah Swami Sri Shri Grand Big Little Lil Young Old "
    "The A An MC Kid Mad El La Le Los Las De Da Du Di Van Von Ibn Bin Abu Umm DJ Mister Madame Mademoiselle Blessed Venerable".split()
)
# Surnames that mark a name written surname first, for persons of these nationalities.
SURNAME_FIRST = frozenset(
    "Chinese|Taiwanese|Hong Kong|Macau|Macanese|North Korean|South Korean|Korean|Vietnamese|Singaporean|Malaysian".split("|")
)
EASTERN = frozenset(
    "Ai An Bae Ban Bang Bao Bi Bian Bo Bu Bui Cai Cao Cha Chai Chan Chang Chao Chau Che Chen Cheng Cheon Cheung Chi Chiang Chien Chin Chiu Cho Choe Choi Chou "
    "Chow Chu Chua Chun Chung Cui Dai Dang Dao Deng Di Ding Dinh Do Dong Doan Dou Du Duan Duong Eom Fan Fang Fei Feng Fok Fong Fu Fung Gan Gao Ge Geng Gil "
    "Go Goh Gong Gu Guan Guo Gwak Gwon Ha Ham Han Hao He Heo Ho Hong Hou Hsieh Hsu Hu Hua Huang Hui Hung Huo Huynh Hwang Im In Jang Jeon Jeong Ji Jia Jiang "
    "Jiao Jie Jin Jo Joo Ju Jung Kam Kan Kang Ke Khong Kim Ko Kong Koo Kuang Kuo Kwak Kwok Kwon Kwong Lai Lam Lau Law Le Lê Lee Lei Leong Leung Li Lian "
    "Liang Liao Lim Lin Ling Liu Lo Loh Long Lou Low Lu Lü Lui Luo Luong Ly Lý Ma Mai Mao Mei Meng Mi Miao Min Mo Moon Mu Na Nam Ng Ngo Ngô Nguyen Nguyễn Ni Nie "
    "Ning No Noh Oh Ong Ou Ouyang Paek Pak Pan Pang Park Pei Peng Pham Phạm Phan Phùng Pu Pyo Qi Qian Qiao Qin Qiu Qu Quan Ra Ren Rhee Ri Rim Ro Rong Ruan Ryang Ryoo Ryu "
    "Seo Seok Seong Sha Shan Shang Shao Shen Sheng Shi Shih Shin Shu Shum Sim Sin Sit So Sohn Son Song Su Suh Sun Sung Szeto Tai Tam Tan Tang Tao Tay Teng Teo Tian To Tong "
    "Tran Trần Trinh Trịnh Truong Trương Tsai Tsang Tse Tseng Tso Tsui Tu Tung U Um Vo Võ Vu Vũ Wan Wang Wei Wen Weng Won Wong Woo Wu Xi Xia Xiang Xiao Xie Xin Xing Xiong Xu Xue Yan Yang Yao Yau "
    "Ye Yeh Yen Yeo Yeom Yeon Yeung Yi Yim Yin Ying Yip Yoo Yoon You Yu Yuan Yue Yun Yung Zeng Zha Zhai Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Zhuo Zou Zuo Đặng Đỗ Đinh Bùi Hoàng Huỳnh Lương Dương Đoàn Đào".split()
)


class PersonNames:
    """One of the two lists."""

    COLUMNS = ["name", "count", "flags"]

    def __init__(self, path, which):
        self.PATH = path
        self.which = which
        self.OPTIONS = [
            ("source", "counts over the persons of English Wikipedia, June 2020 (name2nat {name2nat})"),
            ("licence", "counts are facts; credit English Wikipedia, CC BY-SA 3.0"),
        ]

    def rows(self, packages):
        common = scowl.words(packages)
        return [
            {"name": name, "count": count, "flags": "word" if name.lower() in common else None}
            for name, count in counts(packages)[self.which].items()
            if count >= LEAST
        ]


GIVEN = PersonNames("lexicon/given-name.csv", 0)
SURNAME = PersonNames("lexicon/surname.csv", 1)


@functools.lru_cache(maxsize=1)
def counts(packages):
    """(given name counts, surname counts)."""
    given, surname = Counter(), Counter()
    for title, nationalities in name2nat.persons(packages):
        one, two = parts(title, nationalities)
        if one:
            given[one] += 1
        if two:
            surname[two] += 1
    return given, surname


def parts(title, nationalities):
    """(given name, surname) of a person by the title of the article; None for what the title does not show."""
    words = title.split(" (")[0].split(",")[0].split()
    while words and SUFFIX.match(words[-1]):
        words.pop()
    while words and words[0].rstrip(".") in TITLES:
        words.pop(0)
        if len(words) < 2:
            return None, None
    if len(words) < 2:
        return None, None
    first, last = words[0], words[-1]
    if first in EASTERN and SURNAME_FIRST.intersection(nationalities) and (last not in EASTERN or "-" in last or len(words) == 3):
        return clean(words[1] if len(words) == 2 else None), clean(first)
    if any(word in ("of", "the", "from") for word in words):
        return clean(first), None
    return clean(first), clean(last)


def clean(word):
    """The word as a name part, or None: Latin letters, a capital first, not all capitals, two letters or more."""
    if not word:
        return None
    if word[0].islower():
        word = ARTICLE.sub("", word)
    word = word.replace("’", "'")
    if len(word) < 2 or not LATIN.match(word) or not word[0].isupper() or word.isupper():
        return None
    return word
