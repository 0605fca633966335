"""Two thousand invented matters, in the manner of a province's list, to hide the real ones in."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

import yichuang.catalogue
from yichuang.catalogue.forms import read_file
from yichuang.catalogue.rules.documents import Document

SHIPPED = Path(yichuang.catalogue.__file__).parent / "data"
MANY = 2_000
_THINGS = """
食品生产 食品添加剂生产 药品零售 医疗器械经营 化妆品生产 保健食品 特种设备使用 计量器具 检验检测机构
广告发布 直销企业 外商投资企业 农民专业合作社 合伙企业 股权出质 动产抵押 医疗机构执业 医师执业 护士执业
放射诊疗 母婴保健技术 饮用水供水单位卫生 消毒产品生产 职业病诊断 血站设置 中医诊所 乡村医生 托育机构
民办学校办学 民办幼儿园设立 校车使用 高等学校章程 语言文字等级 学校体育场馆 中外合作办学 学前教育机构
宗教活动场所 慈善组织公开募捐 养老机构 殡葬设施 地名命名 行政区划界线 社会团体成立 民办非企业单位成立
建筑工程施工 建筑业企业资质 房地产开发企业资质 商品房预售 城市排水 污水排入管网 燃气经营 供热经营 占用绿地
砍伐城市树木 临时占用道路 建筑垃圾处置 户外广告设施 历史建筑修缮 人防工程 招标投标 工程造价咨询 白蚁防治
道路旅客运输 道路货物运输 危险货物运输 机动车维修 水路运输 港口经营 公路超限运输 涉路施工 船舶营运 航道通航
种子生产 农药经营 兽药经营 饲料生产 动物防疫条件 生猪定点屠宰 渔业捕捞 水产苗种 拖拉机登记 联合收割机
林木采伐 木材运输 野生动物驯养 林地占用 草种经营 森林防火 湿地保护 植物检疫 肥料登记 农产品质量
取水 水土保持方案 河道采砂 河道管理范围建设 水利工程质量 入河排污口 农村饮水工程 水库大坝 防洪评价
排污 环境影响评价 危险废物经营 辐射安全 固体废物转移 噪声排放 放射性同位素 碳排放 大气污染物 土壤污染
采矿 探矿 矿产资源储量 地质灾害资质 建设用地规划 建设工程规划 乡村建设规划 临时用地 测绘资质 地图审核
出版物零售 印刷经营 电影放映 营业性演出 互联网上网服务 娱乐场所 文物保护单位 艺术品经营 旅行社 导游
广播电视节目制作 卫星地面接收 游泳救生员 高危险性体育项目 体育竞赛 健身气功 射击场 枪支 烟花爆竹经营
危险化学品经营 安全生产 非煤矿山 爆破作业 剧毒化学品 保安服务 典当业 拍卖企业 报废机动车回收 成品油零售
粮食收购 储备粮 外贸经营者 对外劳务 商业特许 单用途卡 酒类流通 再生资源 劳务派遣 人力资源服务 职业培训学校
企业年金 集体合同 特殊工时 技工学校 融资担保 小额贷款公司 地方金融 电力设施 供电营业 固定资产投资 节能审查
价格认定 气象设施 防雷装置 升放气球 地震安全性 档案馆 无线电频率 电信业务 邮政快递 统计调查 律师事务所
公证机构 司法鉴定 基层法律服务 仲裁委员会 专利代理 科技成果 高新技术企业 技术合同 国有资产 政府采购
"""
ACTS = (
    "许可",
    "许可证核发",
    "许可证变更",
    "许可证延续",
    "许可证注销",
    "许可证遗失补办",
    "备案",
    "变更备案",
    "年度检查",
    "登记",
    "注销登记",
    "资格认定",
    "信息查询",
    "奖励补助申报",
)
LIKE = SHIPPED / "items" / "outdoor-sign.yaml"
"""The shipped matter whose papers, steps and questions each hidden one has."""


def hidden(many: int = MANY) -> Iterator[Document]:
    """Matters with names, descriptions and papers; none is one of the shipped ones."""
    like = read_file(LIKE.name, LIKE.read_bytes())[0]
    for number, (act, thing) in enumerate(islice(product(ACTS, _THINGS.split()), many)):
        own = {
            "key": f"hidden-{number}",
            "name": {"zh": f"{thing}{act}", "en": f"Matter {number}"},
            "summary": {
                "zh": f"办理{thing}的单位和个人申请{act}，材料齐全当场受理",
                "en": f"Matter {number}",
            },
            "aliases": [f"{thing}{act[-2:]}", f"办{thing}"],
            "aliases_en": [],
            "result_name": {"zh": f"{thing}{act[:3]}", "en": f"Result {number}"},
        }
        yield replace(like, values={**like.values, **own})
